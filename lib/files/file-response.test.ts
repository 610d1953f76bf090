import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toFileResponse } from "./file-response";
import { storeFile } from "./store-file";

let folder = "";
let sha256 = "";
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "muhr-files-"));
  process.env.DATA_DIR = folder;
  ({ sha256 } = await storeFile(Buffer.from("0123456789")));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (range?: string, method = "GET", name = "Lease.pdf") =>
  toFileResponse(
    new Request("http://localhost/", { method, headers: range === undefined ? {} : { range } }),
    { sha256, name, disposition: "inline" },
  );

test("the whole file comes without cache, sniffing or scripts", async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("0123456789");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/pdf",
    "x-muhr-length": "10",
    "accept-ranges": "bytes",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
});

test.each([
  ["bytes=0-3", "0123", "bytes 0-3/10"],
  ["bytes=7-", "789", "bytes 7-9/10"],
  ["bytes=-2", "89", "bytes 8-9/10"],
  ["bytes=-99", "0123456789", "bytes 0-9/10"],
  ["bytes=8-99", "89", "bytes 8-9/10"],
])("the range %s is answered with 206", async (range, text, contentRange) => {
  const response = await ask(range);
  expect([response.status, response.headers.get("content-range")]).toEqual([206, contentRange]);
  expect(await response.text()).toBe(text);
});

test.each(["bytes=10-", "bytes=-0"])("the range %s beyond the end is 416", async (range) => {
  const response = await ask(range);
  expect([response.status, response.headers.get("content-range")]).toEqual([416, "bytes */10"]);
});

test.each(["bytes=", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2"])(
  "%s asks for nothing that can be served, so the whole file comes",
  async (range) => expect((await ask(range)).status).toBe(200),
);

test("HEAD tells the length and sends nothing", async () => {
  const response = await ask("bytes=0-3", "HEAD");
  expect([response.status, response.headers.get("x-muhr-length")]).toEqual([206, "4"]);
  expect(response.body).toBeNull();
});

test("a name in any script is told without breaking the header", async () => {
  const response = await ask(undefined, "GET", 'قرارداد "نو".pdf');
  const header = response.headers.get("content-disposition") ?? "";
  const [, encoded = ""] = /filename\*=UTF-8''(\S+)$/.exec(header) ?? [];
  expect(decodeURIComponent(encoded)).toBe('قرارداد "نو".pdf');
});
