import { beforeEach, expect, test } from "vitest";
import { write } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { authenticateAccount, signInKeys } from "./authenticate-account";
import { attemptKey, reserveAttempt } from "./limit-attempts";
import { startSession } from "./start-session";
import { forgetEverybody, makeAccount, minutesAfter, testPassword } from "./testing";

openTestDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const home = { address: "192.0.2.7", userAgent: null };
const elsewhere = { address: "198.51.100.9", userAgent: null };
let ali: AccountActor;

beforeEach(async () => {
  await forgetEverybody();
  ali = await makeAccount("staff", "Ali", now);
});

const signIn = (from: typeof home, password: string, at = now, email = "ali@example.com") =>
  authenticateAccount(from, { email, password }, at);
const codeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => "in",
    (error) => error.code,
  );

/** Failures as a wrong password leaves them, without half a second of hashing for each. */
async function fail(times: number, address = elsewhere.address, email = "ali@example.com") {
  const { pair, address: from, account } = signInKeys(email, address);
  for (let time = 0; time < times; time++) await reserveAttempt([pair, from, account], now);
}

test("a wrong password counts; after five the next try waits, and is told how long", async () => {
  await fail(4);
  expect(await codeOf(signIn(elsewhere, "wrong"))).toBe("wrong_credentials");
  await expect(signIn(elsewhere, testPassword)).rejects.toMatchObject({
    code: "too_many_attempts",
    values: { minutes: 1 },
  });
  expect(await codeOf(signIn(elsewhere, testPassword, minutesAfter(now, 1)))).toBe("in");
});

test("an unknown e-mail address is answered and slowed down like a known one", async () => {
  const unknown = () => codeOf(signIn(elsewhere, "wrong", now, "nobody@example.com"));
  await fail(4, elsewhere.address, "nobody@example.com");
  expect(await unknown()).toBe("wrong_credentials");
  expect(await unknown()).toBe("too_many_attempts");
});

test("a success forgets the failures before it", async () => {
  await fail(4);
  expect(await codeOf(signIn(elsewhere, testPassword))).toBe("in");
  await fail(4);
  expect(await codeOf(signIn(elsewhere, testPassword))).toBe("in");
});

test("many at the same instant are many attempts", async () => {
  await fail(3);
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => codeOf(signIn(elsewhere, "wrong"))),
  );
  expect(answers.filter((answer) => answer === "wrong_credentials")).toHaveLength(2);
});

test("guessing from many addresses never keeps the owner out of their usual one", async () => {
  await write((tx) => startSession(tx, home, { id: ali.accountId, role: "staff" }, now));
  for (let host = 1; host <= 10; host++) await fail(1, `203.0.113.${host}`);
  expect(await codeOf(signIn(elsewhere, testPassword))).toBe("too_many_attempts");
  expect(await codeOf(signIn(home, testPassword))).toBe("in");
});

test("from a new address the owner waits for a minute at the most", async () => {
  const { account } = signInKeys("ali@example.com", "203.0.113.1");
  for (let time = 0; time < 40; time++)
    await reserveAttempt([account], minutesAfter(now, time)).catch(() => undefined);
  const last = minutesAfter(now, 39);
  expect(await codeOf(signIn(home, testPassword, last))).toBe("too_many_attempts");
  expect(await codeOf(signIn(home, testPassword, minutesAfter(last, 1)))).toBe("in");
});

test("one address that tries many accounts is slowed down as well", async () => {
  for (let person = 1; person <= 30; person++)
    await fail(1, elsewhere.address, `person${person}@example.com`);
  expect(await codeOf(signIn(elsewhere, testPassword))).toBe("too_many_attempts");
  expect(await codeOf(signIn(home, testPassword))).toBe("in");
});

test("delays double and stop growing; a day without a failure forgets them", async () => {
  const key = attemptKey("test", { free: 2, firstSeconds: 60, longestSeconds: 240 }, "subject");
  const waits: unknown[] = [];
  let at = now;
  await reserveAttempt([key], at);
  for (let time = 0; time < 6; time++) {
    await reserveAttempt([key], at);
    const refused = await reserveAttempt([key], at).catch((error) => error.values.minutes);
    waits.push(refused ?? 0);
    at = minutesAfter(at, Number(refused ?? 0));
  }
  expect(waits).toEqual([1, 2, 4, 4, 4, 4]);
  const later = minutesAfter(at, 24 * 60 + 1);
  await reserveAttempt([key], later);
  await expect(reserveAttempt([key], later)).resolves.toBeUndefined();
});
