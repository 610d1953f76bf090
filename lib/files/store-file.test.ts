import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import {
  clearTemporaryFiles,
  measureStore,
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

test("a large store is reckoned from some of its folders", async () => {
  const root = path.join(folder, "files");
  rmSync(root, { recursive: true, force: true });
  for (const digit of "0123456789abcdef") {
    const name = `a${digit}`;
    mkdirSync(path.join(root, name), { recursive: true });
    for (const file of ["1", "2"]) writeFileSync(path.join(root, name, `${name}${file}`), "12345");
  }
  expect(await measureStore()).toEqual({ files: 32, bytes: 160, isEstimate: false });
  expect(await measureStore(8)).toEqual({ files: 32, bytes: 160, isEstimate: true });
});
