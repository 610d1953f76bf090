import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { beforeAll, expect, test, vi } from "vitest";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { addTeamMember } from "@/lib/accounts/add-team-member";
import { changeTeam } from "@/lib/accounts/change-team";
import { createTeam } from "@/lib/accounts/create-team";
import { disableAccount } from "@/lib/accounts/disable-account";
import { loadPeople } from "@/lib/accounts/loaders";
import { startSession } from "@/lib/accounts/start-session";
import { visitor } from "@/lib/accounts/testing";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { bringEnvelopes } from "./bring-envelopes";
import { loadDraft } from "./load-draft";
import { loadEnvelope } from "./load-envelope";
import { loadOpenCounts, loadTeams } from "./load-teams";
import { hasEnded } from "./state";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

const request = { headers: new Headers(), cookies: new Map<string, { value: string }>() };
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => request.cookies,
}));

openTestDatabase();
const secret = "s".repeat(43);
process.env.PUBLIC_URL = "https://sign.example.com/";
process.env.NEXTAUTH_SECRET = secret;
const now = new Date();
let admin: AccountActor;
let ali: AccountActor;
let manager: AccountActor;
let auditor: AccountActor;

async function signIn({ accountId, role }: AccountActor): Promise<void> {
  const token = await write((tx) => startSession(tx, visitor, { id: accountId, role }, now));
  const value = await encode({ token: { session: token }, secret, maxAge: 3_600 });
  request.cookies = new Map([["__Host-muhr-session", { value }]]);
  request.headers = new Headers({ "x-muhr-peer": "192.0.2.7" });
}

const draftOf = async (owner: AccountActor): Promise<string> =>
  (await makeDraft(owner, await makeDocument(owner, makeContract()), [person("One")])).envelopeId;

/** One envelope of this person in every status. */
async function oneOfEach(owner: AccountActor): Promise<void> {
  const [first, ...others] = envelopeStatuses;
  expect(first).toBe("draft");
  await draftOf(owner);
  for (const status of others) {
    const id = await draftOf(owner);
    await write(async (tx) => {
      await tx.update(envelopes).set({ status }).where(eq(envelopes.id, id));
    });
  }
}
const openStatuses = envelopeStatuses.filter((status) => !hasEnded(status)).length;

beforeAll(async () => {
  await makeOffice();
  admin = await makeAccount("admin");
  ali = await makeAccount("staff");
  manager = await makeAccount("manager");
  auditor = await makeAccount("auditor");
  await oneOfEach(ali);
  await signIn(admin);
});

test("before the first team every open envelope is without one, and the manager in none", async () => {
  const { teams, withoutTeam, managersWithoutTeam, candidates } = await loadTeams();
  expect(teams).toEqual([]);
  expect(withoutTeam).toMatchObject({ all: envelopeStatuses.length, open: openStatuses });
  expect(managersWithoutTeam.map(({ id }) => id)).toEqual([manager.accountId]);
  expect(candidates.map(({ id }) => id)).not.toContain(auditor.accountId);
});

test("a team is shown with its members, what is open in it, and where new envelopes go", async () => {
  const { teamId } = await createTeam(admin, { name: "Leases" }, now);
  const ids = { teamId, accountId: ali.accountId };
  await draftOf(admin);
  const owner = { id: ali.accountId, name: expect.any(String), isDisabled: false };
  const all = envelopeStatuses.length;
  expect((await loadTeams()).withoutTeam).toMatchObject({
    ...{ all: all + 1, open: openStatuses + 1, own: 1 },
    owners: [
      { ...owner, count: all, newTeam: null },
      { id: admin.accountId, count: 1 },
    ],
  });
  await addTeamMember(admin, { ...ids, isDefault: true }, now);
  const { candidates, withoutTeam } = await loadTeams();
  expect(candidates.find(({ id }) => id === ali.accountId)?.withoutTeam).toBe(all);
  expect(withoutTeam.owners[0]).toEqual({ ...owner, count: all, newTeam: teamId });
  await bringEnvelopes(admin, ids, now);
  const one = await loadTeams();
  expect(one.withoutTeam).toMatchObject({ all: 1, open: 1, own: 1 });
  expect(one.teams).toMatchObject([{ id: teamId, open: openStatuses, isArchived: false }]);
  expect(one.teams[0]?.members).toMatchObject([
    { id: ali.accountId, getsNew: true, mayChoose: false, isDisabled: false },
  ]);
  expect(one.candidates.find(({ id }) => id === ali.accountId)?.hasDefault).toBe(true);

  const { teamId: other } = await createTeam(admin, { name: "Archived first by name" }, now);
  const both = { accountId: ali.accountId, isDefault: true };
  await addTeamMember(admin, { ...both, teamId: other }, now);
  const two = await loadTeams();
  expect(two.teams.map(({ name }) => name)).toEqual(["Archived first by name", "Leases"]);
  expect(two.teams.map(({ members }) => members[0]?.getsNew)).toEqual([true, false]);
  expect(two.teams.every(({ members }) => members[0]?.mayChoose)).toBe(true);

  await changeTeam(admin, { teamId: other, name: "Archived", isArchived: true }, now);
  const after = await loadTeams();
  expect(after.teams.map(({ name }) => name)).toEqual(["Leases", "Archived"]);
  expect(after.teams.map(({ members }) => members[0]?.getsNew)).toEqual([true, false]);
  expect((await loadPeople()).people.find(({ id }) => id === ali.accountId)?.teams).toEqual([
    { id: other, name: "Archived" },
    { id: teamId, name: "Leases" },
  ]);
});

test("an envelope and a draft say their team", async () => {
  const without = await draftOf(admin);
  expect((await loadEnvelope(without)).team).toBeNull();
  expect(await loadDraft(without)).toMatchObject({ team: null, teams: [] });
  await signIn(ali);
  const within = await draftOf(ali);
  expect((await loadEnvelope(within)).team?.name).toBe("Leases");
  const { team, teams } = await loadDraft(within);
  expect(teams).toEqual([team]);
  expect(team?.name).toBe("Leases");
  await signIn(admin);
});

test("what is open is counted for everybody, also when their account is switched off", async () => {
  await disableAccount(admin, { accountId: ali.accountId }, now);
  const counts = await loadOpenCounts();
  expect(counts[ali.accountId]).toBe(openStatuses + 1);
  expect(counts[manager.accountId]).toBe(0);
  const { teams, candidates } = await loadTeams();
  expect(teams[0]?.members[0]?.isDisabled).toBe(true);
  expect(candidates.map(({ id }) => id)).not.toContain(ali.accountId);
});

test("for anybody but an administrator there is no such page", async () => {
  await signIn(manager);
  await expect(loadTeams()).rejects.toThrow();
  await expect(loadOpenCounts()).rejects.toThrow();
});
