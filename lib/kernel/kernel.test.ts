import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  decryptSecret,
  derivedToken,
  encryptSecret,
  keyedHash,
  masterKeyCheck,
  tokenHash,
} from "./encryption";
import { localUrl } from "./env";
import { scaled } from "./fault-injection";
import { newId } from "./ids";
import { redact } from "./redact";
import { StartError } from "./start-error";

const useKey = (fill: number) => {
  process.env.MUHR_MASTER_KEY = Buffer.alloc(32, fill).toString("base64url");
};
beforeAll(() => useKey(1));

describe("a secret at rest", () => {
  const place = { table: "authorities", column: "key", row: "root" };
  test("opens where it was put", () => {
    expect(decryptSecret(encryptSecret(Buffer.from("key"), place), place).toString()).toBe("key");
  });
  test("does not open in another row, with another master key, or when a byte was changed", () => {
    const sealed = encryptSecret(Buffer.from("key"), place);
    expect(() => decryptSecret(sealed, { ...place, row: "seal" })).toThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 20] = (changed.at(-20) ?? 0) ^ 1;
    expect(() => decryptSecret(changed, place)).toThrow();
    useKey(2);
    expect(() => decryptSecret(sealed, place)).toThrow();
    useKey(1);
  });
  test("needs a master key of 32 bytes", () => {
    process.env.MUHR_MASTER_KEY = "short";
    expect(masterKeyCheck).toThrow(StartError);
    useKey(1);
  });
});

test("tokens are 256 bits, made again from the same parts, and different for different parts", () => {
  const token = derivedToken("recipient", "a", "b");
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(derivedToken("recipient", "a", "b")).toBe(token);
  expect(derivedToken("recipient", "ab", "")).not.toBe(token);
  expect(derivedToken("callback", "a", "b")).not.toBe(token);
  expect(tokenHash(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(keyedHash("search", "1")).not.toBe(keyedHash("audit", "1"));
});

test("ids sort by the time they were made and look like UUIDv7", () => {
  const ids = [newId(1), newId(1_000), newId(Date.now())];
  expect([...ids].sort()).toEqual(ids);
  expect(ids[2]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test.each([
  ["call me at +98 912 345 6789", "912"],
  ["national code ۰۰۸۴۵۷۵۹۴۸ here", "۵۷۵"],
  ["mail ali.rezaei@example.ir now", "rezaei"],
  ["GET /sign/abcdefghijklmnopqrstuvwxyz012345 200", "abcdefghij"],
  ["token eyJhbGciOi.eyJzdWIi.c2ln", "eyJ"],
  [`file ${"QUJD".repeat(30)}`, "QUJDQUJD"],
])("the log keeps no secret of «%s»", (text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

test("the log keeps what is no secret", () => {
  expect(redact("The job deliver-envelope failed 3 times in 250 ms")).toBe(
    "The job deliver-envelope failed 3 times in 250 ms",
  );
});

describe("time", () => {
  afterEach(() => vi.unstubAllEnvs());
  test.each([
    ["test", "", 30],
    ["production", "1", 30],
    ["production", "", 30_000],
  ])("in %s with FAULT_INJECTION=%s: 30 s of pause take %i ms", (mode, injection, expected) => {
    vi.stubEnv("NODE_ENV", mode);
    vi.stubEnv("FAULT_INJECTION", injection);
    vi.stubEnv("POLL_SCALE", "0.001");
    expect(scaled(30_000)).toBe(expected);
  });
});

test.each([
  [undefined, "http://127.0.0.1:8080"],
  ["0.0.0.0", "http://127.0.0.1:8080"],
  ["::", "http://127.0.0.1:8080"],
  ["10.0.0.7", "http://10.0.0.7:8080"],
  ["::1", "http://[::1]:8080"],
])("a portal that listens on %s is asked at %s from this machine", (host, url) => {
  process.env.PORT = "8080";
  process.env.HOST = host ?? "";
  process.env.PUBLIC_URL = "https://sign.example.com";
  expect(localUrl()).toBe(url);
});
