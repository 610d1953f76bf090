import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";

// A server with one slow answer and one stream that only its callback ends.
const program = `
import { createServer } from "node:http";
import { endOnSignal } from "./scripts/shutdown.mjs";
const callbacks = (globalThis[Symbol.for("muhr.shutdown")] = new Set());
const server = createServer((request, response) => {
  console.log("got " + request.url);
  if (request.url === "/stream") {
    response.write("open ");
    callbacks.add(() => response.end("closed"));
  } else setTimeout(() => response.end("done"), 400);
});
server.listen(0, "127.0.0.1", () => console.log("port " + server.address().port));
endOnSignal(server, { close: async () => console.log("closed") });
`;

let child: ChildProcess;
let printed = "";
afterEach(() => child.kill("SIGKILL"));

async function start(): Promise<string> {
  printed = "";
  child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  child.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  return `http://127.0.0.1:${await says(/port (\d+)/)}`;
}

async function says(pattern: RegExp): Promise<string | undefined> {
  for (;;) {
    const found = pattern.exec(printed);
    if (found) return found[1];
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("a request in flight is answered, an open stream is closed, then the process ends", async () => {
  const url = await start();
  const slow = fetch(`${url}/slow`).then((answer) => answer.text());
  const stream = fetch(`${url}/stream`).then((answer) => answer.text());
  await says(/got \/slow/);
  await says(/got \/stream/);
  child.kill("SIGTERM");
  expect(await stream).toBe("open closed");
  expect(await slow).toBe("done");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(printed).toContain("closed");
});

test("a second signal ends the process at once", async () => {
  const url = await start();
  const slow = fetch(`${url}/slow`).catch(() => "cut");
  await says(/got \/slow/);
  child.kill("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  expect(code).toBe(1);
  expect(await slow).toBe("cut");
});
