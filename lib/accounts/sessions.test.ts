import { beforeEach, describe, expect, test } from "vitest";
import { write } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { authenticateAccount } from "./authenticate-account";
import { changePassword } from "./change-password";
import { changeRole } from "./change-role";
import { disableAccount } from "./disable-account";
import { enableAccount } from "./enable-account";
import { endSessions } from "./end-sessions";
import { resumeSession } from "./resume-session";
import { signOut } from "./sign-out";
import { startSession } from "./start-session";
import {
  auditedActions,
  forgetEverybody,
  makeAccount,
  minutesAfter,
  testPassword,
  visitor,
} from "./testing";

openTestDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const soon = minutesAfter(now, 1);
let admin: AccountActor;
let ali: AccountActor;

beforeEach(async () => {
  await forgetEverybody();
  admin = await makeAccount("admin", "Sara", now);
  ali = await makeAccount("staff", "Ali", now);
});

const start = (actor: AccountActor, at = now) =>
  write((tx) => startSession(tx, visitor, { id: actor.accountId, role: actor.role }, at));
const resume = (token: string, at = soon) => resumeSession(visitor, token, at);

test("a session says who somebody is now, not who they were when they signed in", async () => {
  const token = await start(ali);
  expect(await resume(token)).toMatchObject({
    actor: {
      kind: "account",
      accountId: ali.accountId,
      role: "staff",
      teamIds: null,
      address: "192.0.2.7",
    },
    account: { name: "Ali", email: "ali@example.com", language: "en" },
  });
  expect(await resume(`${token.slice(0, -1)}_`)).toBeUndefined();
});

test("a session rests for less than half an hour", async () => {
  const token = await start(ali);
  expect(await resume(token, minutesAfter(now, 29))).toBeDefined();
  expect(await resume(token, minutesAfter(now, 58))).toBeDefined();
  expect(await resume(token, minutesAfter(now, 88))).toBeUndefined();
});

test("a session that is used all the time ends after twelve hours", async () => {
  const token = await start(ali);
  for (let minutes = 20; minutes < 720; minutes += 20)
    expect(await resume(token, minutesAfter(now, minutes))).toBeDefined();
  expect(await resume(token, minutesAfter(now, 720))).toBeUndefined();
});

describe("every session of an account ends when", () => {
  const ends: [string, () => Promise<void>][] = [
    [
      "its role changes",
      () => changeRole(admin, { accountId: ali.accountId, role: "auditor" }, soon),
    ],
    ["it is disabled", () => disableAccount(admin, { accountId: ali.accountId }, soon)],
    ["its owner signs out everywhere", () => endSessions(ali, soon)],
  ];
  test.each(ends)("%s", async (_reason, end) => {
    const tokens = [await start(ali), await start(ali)];
    const other = await start(admin);
    await end();
    for (const token of tokens) expect(await resume(token)).toBeUndefined();
    expect(await resume(other)).toBeDefined();
    expect((await auditedActions()).at(-1)).toBe("session.all_ended");
  });
});

test("a new password ends every session but the one that it was set in", async () => {
  const [here, there] = [await start(ali), await start(ali)];
  const sessionId = (await resume(here))?.sessionId ?? "";
  const change = { current: testPassword, password: "seven lamps in the yard" };
  await expect(
    changePassword(ali, sessionId, { ...change, current: "something else" }, soon),
  ).rejects.toMatchObject({ code: "wrong_password" });
  expect(await resume(there)).toBeDefined();
  await changePassword(ali, sessionId, change, soon);
  expect(await resume(here)).toBeDefined();
  expect(await resume(there)).toBeUndefined();
  const signIn = (password: string) =>
    authenticateAccount(visitor, { email: "ali@example.com", password }, soon);
  await expect(signIn(testPassword)).rejects.toMatchObject({ code: "wrong_credentials" });
  expect(await resume(await signIn(change.password))).toBeDefined();
});

test("signing out ends one session, and only one's own", async () => {
  const [here, there] = [await start(ali), await start(ali)];
  const sessionId = (await resume(here))?.sessionId ?? "";
  await signOut(admin, sessionId, soon);
  expect(await resume(here)).toBeDefined();
  await signOut(ali, sessionId, soon);
  expect(await resume(here)).toBeUndefined();
  expect(await resume(there)).toBeDefined();
});

test("a disabled person is told so only with the right password, and comes back when enabled", async () => {
  const signIn = (password: string) =>
    authenticateAccount(visitor, { email: "ali@example.com", password }, soon);
  await disableAccount(admin, { accountId: ali.accountId }, soon);
  await expect(signIn("wrong")).rejects.toMatchObject({ code: "wrong_credentials" });
  await expect(signIn(testPassword)).rejects.toMatchObject({ code: "account_disabled" });
  await enableAccount(admin, { accountId: ali.accountId }, soon);
  expect(await resume(await signIn(testPassword))).toBeDefined();
});

describe("somebody must stay who can let people in:", () => {
  const itself = () => ({ accountId: admin.accountId });
  test("the last administrator keeps role and account", async () => {
    await expect(changeRole(admin, { ...itself(), role: "staff" }, now)).rejects.toMatchObject({
      code: "last_admin",
    });
    await expect(disableAccount(admin, itself(), now)).rejects.toMatchObject({
      code: "last_admin",
    });
  });

  test("a disabled administrator does not count", async () => {
    const second = await makeAccount("admin", "Second", now);
    await disableAccount(admin, { accountId: second.accountId }, now);
    await expect(disableAccount(admin, itself(), now)).rejects.toMatchObject({
      code: "last_admin",
    });
  });

  test("two administrators cannot take it from each other at the same instant", async () => {
    const second = await makeAccount("admin", "Second", now);
    const results = await Promise.allSettled([
      changeRole(admin, { accountId: second.accountId, role: "staff" }, now),
      changeRole(second, { accountId: admin.accountId, role: "staff" }, now),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});

test("an account that is not there and one that may not be managed are the same", async () => {
  const missing = { accountId: "0199c0de-0000-7000-8000-000000000000" };
  await expect(disableAccount(admin, missing, now)).rejects.toMatchObject({ code: "not_found" });
  await expect(disableAccount(ali, { accountId: admin.accountId }, now)).rejects.toMatchObject({
    code: expect.stringMatching(/not_found|last_admin/),
  });
});
