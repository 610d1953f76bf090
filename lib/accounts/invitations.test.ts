import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { read } from "@/db/client";
import { accounts, invitations } from "@/db/schema/accounts";
import { openTestDatabase } from "@/db/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { acceptInvitation } from "./accept-invitation";
import { isRehearsalOn } from "./choose-rehearsal";
import { disableAccount } from "./disable-account";
import { ensureSetUpLink, isSetUpToken } from "./ensure-set-up-link";
import { inviteAccount } from "./invite-account";
import { findOpenInvitation } from "./queries";
import { resumeSession } from "./resume-session";
import { revokeInvitation } from "./revoke-invitation";
import { acceptInvitationInput } from "./schema";
import { setUpOrganisation } from "./set-up-organisation";
import { auditedActions, forgetEverybody, makeAccount, minutesAfter, visitor } from "./testing";

openTestDatabase();
const now = new Date("2026-11-22T08:00:00Z");
const wanted = { name: "Ali", email: "ali@example.com", role: "manager" } as const;
let admin: AccountActor;

beforeEach(async () => {
  await forgetEverybody();
  admin = await makeAccount("admin", "Sara", now);
});

const tokenOf = (link: string): string => link.split("/").at(-1) ?? "";
const invite = async (at = now) => tokenOf((await inviteAccount(admin, wanted, at)).link);
const accept = (token: string, at = minutesAfter(now, 5)) =>
  acceptInvitation(
    visitor,
    { token, name: "Ali Rezaei", language: "fa", password: "seven lamps in the yard" },
    at,
  );

test("whoever accepts has the e-mail address and the role of the invitation, and is signed in", async () => {
  const session = await accept(await invite());
  expect(await resumeSession(visitor, session, minutesAfter(now, 6))).toMatchObject({
    account: { name: "Ali Rezaei", email: "ali@example.com", role: "manager", language: "fa" },
  });
  expect((await auditedActions()).slice(-3)).toEqual([
    "account.invited",
    "account.created",
    "session.started",
  ]);
});

test("an invitation cannot be turned to another e-mail address or role", () => {
  const input = { token: "a".repeat(43), name: "Ali", language: "en", password: "x" };
  expect(acceptInvitationInput.safeParse(input).success).toBe(true);
  expect(acceptInvitationInput.safeParse({ ...input, email: "eve@example.com" }).success).toBe(
    false,
  );
  expect(acceptInvitationInput.safeParse({ ...input, role: "admin" }).success).toBe(false);
});

test("an invitation works once, also when two accept at the same instant", async () => {
  const token = await invite();
  const results = await Promise.allSettled([accept(token), accept(token)]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(accept(token)).rejects.toMatchObject({ code: "invitation_unusable" });
});

test("an invitation works for 72 hours", async () => {
  const token = await invite();
  await expect(accept(token, minutesAfter(now, 72 * 60))).rejects.toMatchObject({
    code: "invitation_unusable",
  });
  expect(await accept(token, minutesAfter(now, 72 * 60 - 1))).toBeDefined();
});

test("a withdrawn invitation and an unknown one do not work", async () => {
  const { link, invitationId } = await inviteAccount(admin, wanted, now);
  await revokeInvitation(admin, { invitationId }, now);
  await expect(accept(tokenOf(link))).rejects.toMatchObject({ code: "invitation_unusable" });
  await expect(accept("A".repeat(43))).rejects.toMatchObject({ code: "invitation_unusable" });
});

test("inviting again ends the former invitation", async () => {
  const former = await invite();
  const latter = await invite(minutesAfter(now, 1));
  await expect(accept(former)).rejects.toMatchObject({ code: "invitation_unusable" });
  expect(await accept(latter)).toBeDefined();
});

test("nobody with an account is invited", async () => {
  await expect(
    inviteAccount(admin, { ...wanted, email: "sara@example.com" }, now),
  ).rejects.toMatchObject({ code: "email_taken" });
});

test("what a disabled administrator handed out ends", async () => {
  const second = await makeAccount("admin", "Second", now);
  const { link } = await inviteAccount(second, wanted, now);
  await disableAccount(admin, { accountId: second.accountId }, now);
  await expect(accept(tokenOf(link))).rejects.toMatchObject({ code: "invitation_unusable" });
});

test("looking at an invitation changes nothing: mail scanners open links", async () => {
  const token = await invite();
  for (let visit = 0; visit < 3; visit++)
    expect(await findOpenInvitation(token, now)).toMatchObject({ email: "ali@example.com" });
  expect(await accept(token)).toBeDefined();
});

test("the database holds no token", async () => {
  const token = await invite();
  const rows = await read((db) =>
    db.select().from(invitations).where(eq(invitations.email, wanted.email)),
  );
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("only an administrator invites", async () => {
  const staff = await makeAccount("staff", "Staff", now);
  await expect(inviteAccount(staff, wanted, now)).rejects.toMatchObject({ code: "forbidden" });
});

const firstAdmin = {
  organisation: "Noor Legal",
  language: "en",
  timeZone: "Asia/Tehran",
  name: "Mina",
  email: "mina@example.com",
  password: "seven lamps in the yard",
} as const;

test("the set-up link makes one administrator, once; a restart prints the same link", async () => {
  await forgetEverybody();
  const link = (await ensureSetUpLink()) ?? "";
  expect(await ensureSetUpLink()).toBe(link);
  const token = tokenOf(link);
  expect(await isSetUpToken(token)).toBe(true);
  const setUp = () => setUpOrganisation(visitor, { ...firstAdmin, token }, now);
  const results = await Promise.allSettled([setUp(), setUp()]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(setUp()).rejects.toMatchObject({ code: "setup_unusable" });
  expect(await isSetUpToken(token)).toBe(false);
  expect(await ensureSetUpLink()).toBeUndefined();
  expect(await read((db) => db.select({ role: accounts.role }).from(accounts))).toEqual([
    { role: "admin" },
  ]);
});

test("a guessed set-up link is of no use", async () => {
  await forgetEverybody();
  await ensureSetUpLink();
  await expect(
    setUpOrganisation(visitor, { ...firstAdmin, token: "A".repeat(43) }, now),
  ).rejects.toMatchObject({ code: "setup_unusable" });
});

test.each([
  ["ticked", "on"],
  ["left empty", undefined],
] as const)("rehearsal is what its box in the set-up says: %s", async (_box, rehearsal) => {
  await forgetEverybody();
  const token = tokenOf((await ensureSetUpLink()) ?? "");
  const before = (await auditedActions()).length;
  await setUpOrganisation(visitor, { ...firstAdmin, token, rehearsal }, now);
  expect(await read(isRehearsalOn)).toBe(rehearsal === "on");
  const since = (await auditedActions()).slice(before);
  expect(since.includes("rehearsal.switched_on")).toBe(rehearsal === "on");
});
