import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import {
  clearTemporaryFiles,
  readStoredFile,
  storedFilePath,
  storeFile,
  temporaryFilePath,
} from "./store-file";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "muhr-files-"));
  process.env.DATA_DIR = folder;
});

test("bytes come back under their SHA-256, and no temporary file is left", async () => {
  const { sha256, size } = await storeFile(Buffer.from("seal"));
  expect(sha256).toBe("f0f668bf610e5cf9f11d2aa50f924ada10797100e8f05de085842ddb6370a867");
  expect(size).toBe(4);
  expect((await readStoredFile(sha256)).toString()).toBe("seal");
  expect(readdirSync(path.join(folder, "tmp"))).toEqual([]);
});

test("storing the same bytes twice keeps one file", async () => {
  const first = await storeFile(Buffer.from("same"));
  const second = await storeFile(Buffer.from("same"));
  expect(second).toEqual(first);
});

test("a file that was changed on the disk is refused", async () => {
  const { sha256 } = await storeFile(Buffer.from("whole"));
  writeFileSync(storedFilePath(sha256), "broken");
  await expect(readStoredFile(sha256)).rejects.toThrow("damaged");
});

test("a name that is not a SHA-256 never becomes a path", () => {
  expect(() => storedFilePath("../../etc/passwd")).toThrow("SHA-256");
});

test("what a dead process left half written is cleared, what a living one writes is not", async () => {
  const dead = path.join(folder, "tmp", `${hostname()}_${process.pid}_otherboot_x.part`);
  const alive = await temporaryFilePath();
  for (const file of [dead, alive]) writeFileSync(file, "x");
  await clearTemporaryFiles();
  expect(readdirSync(path.join(folder, "tmp"))).toEqual([path.basename(alive)]);
});
