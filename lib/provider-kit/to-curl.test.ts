import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpCall } from "./contract";
import { toCurl } from "./to-curl";

const heard: { method: string; url: string; headers: IncomingHttpHeaders; body: string }[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  heard.push({
    method: request.method ?? "",
    url: request.url ?? "",
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  });
  response.end("{}");
});
let origin = "";
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const nasty = [
  `It's "quoted" \\ and \\n`,
  "two\nlines\r\n\tand a tab",
  "قرارداد «اجاره» ۱۲",
  "$(touch /tmp/never) `id` $HOME !! & ; | > *",
  "%s %d %% \\x41 \u0000",
  "-d @/etc/passwd",
];
const call: HttpCall = {
  kind: "http",
  method: "POST",
  path: "/v1/contracts",
  headers: { "x-odd": `it's $(id) "so"` },
  body: {
    words: nasty,
    [nasty[0] ?? ""]: 1.5,
    file: { insert: "document_base64" },
    callback: {
      url: { insert: "callback_url" },
      word: { insert: "setting", name: "executerName" },
    },
    left: { insert: "milliseconds_until", at: "2026-01-01T00:00:10.000Z" },
  },
};
const curl = (also: Partial<HttpCall> = {}) =>
  toCurl({
    call: { ...call, ...also },
    url: new URL("/v1/contracts?of='$(id)'", origin),
    proof: "Bearer {token}",
    now: new Date("2026-01-01T00:00:00Z"),
  });

async function run(command: string, variables: Record<string, string> = {}) {
  heard.length = 0;
  await promisify(execFile)("bash", ["-euc", command], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, ...variables },
  });
  expect(heard).toHaveLength(1);
  const [only] = heard;
  if (!only) throw new Error("nothing was heard");
  return only;
}

test("a shell sends exactly the call, whatever people have typed", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "muhr curl ")), "it's.pdf");
  const bytes = Buffer.alloc(400_000, "%PDF-1.7 ");
  writeFileSync(file, bytes);
  const got = await run(curl(), {
    MUHR_TOKEN: "s3cret $x",
    MUHR_PDF: file,
    MUHR_CALLBACK_URL: "https://office.example/c",
    MUHR_SETTING_EXECUTER_NAME: "Office",
  });
  expect(got.method).toBe("POST");
  expect(got.url).toContain("/v1/contracts?of=");
  expect(got.headers).toMatchObject({
    authorization: "Bearer s3cret $x",
    "content-type": "application/json",
    "x-odd": `it's $(id) "so"`,
  });
  expect(JSON.parse(got.body)).toEqual({
    ...call.body,
    file: bytes.toString("base64"),
    callback: { url: "https://office.example/c", word: "Office" },
    left: 10_000,
  });
});

test("a body that is longer than a command may be goes out whole", async () => {
  const words = "دراز".repeat(400_000);
  const script = path.join(mkdtempSync(path.join(tmpdir(), "muhr-curl-")), "send");
  writeFileSync(script, curl({ body: { words } }));
  const got = await run(`. ${script}`, { MUHR_TOKEN: "t" });
  expect(JSON.parse(got.body)).toEqual({ words });
}, 30_000);

test("no secret stands in it, only its name, and without it the shell stops", async () => {
  expect(curl()).toContain(`'authorization: Bearer '"$MUHR_TOKEN"`);
  expect(curl()).toContain(`base64 < "$MUHR_PDF"`);
  await expect(run(curl({ body: {} }))).rejects.toThrow(/MUHR_TOKEN/);
});
