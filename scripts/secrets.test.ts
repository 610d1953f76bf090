import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { requireSecrets } from "./secrets.mjs";

let folder: string;
let places: { secretsFile: string; dataFolder: string };
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "muhr-secrets-"));
  places = { secretsFile: path.join(folder, ".secrets"), dataFolder: path.join(folder, "data") };
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the first start makes keys that only their owner may read, and later starts keep them", () => {
  const first = requireSecrets(places, {});
  expect(Buffer.from(first.masterKey, "base64url")).toHaveLength(32);
  expect(first.sessionSecret).not.toBe(first.masterKey);
  expect(statSync(places.secretsFile).mode & 0o777).toBe(0o600);
  expect(requireSecrets(places, {})).toEqual(first);
});

test("keys that others may read are refused", () => {
  requireSecrets(places, {});
  chmodSync(places.secretsFile, 0o640);
  expect(() => requireSecrets(places, {})).toThrow(/Others may read/);
});

test("keys inside the data folder are refused, and a name that only begins alike is not inside", () => {
  const inside = { ...places, secretsFile: path.join(places.dataFolder, "keys", ".secrets") };
  expect(() => requireSecrets(inside, {})).toThrow(/inside the data folder/);
  const beside = { ...places, secretsFile: path.join(folder, "data-secrets") };
  expect(() => requireSecrets(beside, {})).not.toThrow();
});

test.each(["", "{}", "nonsense", '{"masterKey":"c2hvcnQ","sessionSecret":"short"}'])(
  "a damaged secrets file is never replaced: %s",
  (text) => {
    writeFileSync(places.secretsFile, text, { mode: 0o600 });
    expect(() => requireSecrets(places, {})).toThrow(/damaged/);
    expect(readFileSync(places.secretsFile, "utf8")).toBe(text);
  },
);

test("new keys are not made beside a database that was made with others", () => {
  mkdirSync(places.dataFolder);
  writeFileSync(path.join(places.dataFolder, "muhr.db"), "");
  expect(() => requireSecrets(places, {})).toThrow(/belongs to the data/);
});

test("keys from the environment need no file", () => {
  const given = requireSecrets(places, { MUHR_MASTER_KEY: "one", NEXTAUTH_SECRET: "two" });
  expect(given).toEqual({ masterKey: "one", sessionSecret: "two" });
  expect(() => statSync(places.secretsFile)).toThrow();
});
