import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressBuilt, serveBuilt } from "./built-files.mjs";

const script = `export const greeting = "سلام";\n${"// padding\n".repeat(500)}`;
const folder = mkdtempSync(path.join(tmpdir(), "built-"));
const server = createServer();

beforeAll(async () => {
  writeFileSync(path.join(folder, "app.mjs"), script);
  writeFileSync(path.join(folder, "tiny.js"), "1");
  writeFileSync(path.join(folder, "font.woff2"), Buffer.alloc(4_096, 7));
  await compressBuilt(folder);
  const built = serveBuilt(folder);
  server.on("request", (asked: IncomingMessage, answer: ServerResponse) =>
    built(asked, answer, () => answer.writeHead(418).end(asked.url)),
  );
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(address: string, encoding?: string) {
  const { port } = server.address() as AddressInfo;
  const headers = encoding ? { "accept-encoding": encoding } : {};
  return new Promise<{ status?: number; headers: IncomingMessage["headers"]; body: Buffer }>(
    (resolve, reject) => {
      request({ port, path: address, headers }, async (answer) => {
        const body = Buffer.concat(await answer.toArray());
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
      })
        .on("error", reject)
        .end();
    },
  );
}

test.each([
  ["br, gzip", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
  [undefined, undefined, (bytes: Buffer) => bytes],
] as const)(
  "who takes %s gets a script that was compressed when it was built",
  async (asked, sent, open) => {
    const { status, headers, body } = await ask("/_next/static/app.mjs", asked);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/javascript",
      "cache-control": "public,max-age=31536000,immutable",
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
      "content-length": String(body.byteLength),
    });
    expect(headers["content-encoding"]).toBe(sent);
    expect(open(body).toString()).toBe(script);
  },
);

test.each(["tiny.js", "font.woff2"])("%s goes out as it is", async (name) => {
  const { status, headers } = await ask(`/_next/static/${name}`, "br, gzip");
  expect(status).toBe(200);
  expect(headers["content-encoding"]).toBeUndefined();
});

test.each([
  "/envelopes?q=1",
  "/_next/static/gone.js",
  "/_next/static/../../package.json",
  "/_next/staticky/app.mjs",
])("%s is left to the portal, with its address", async (address) => {
  const { status, body } = await ask(address, "br");
  expect([status, body.toString()]).toEqual([418, address]);
});
