import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { auditEvents } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { addTeamMember } from "@/lib/accounts/add-team-member";
import { changeTeam } from "@/lib/accounts/change-team";
import { createTeam } from "@/lib/accounts/create-team";
import { disableAccount } from "@/lib/accounts/disable-account";
import { removeTeamMember } from "@/lib/accounts/remove-team-member";
import { listTeams, teamIdsOf } from "@/lib/accounts/teams-of";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { bringEnvelopes } from "./bring-envelopes";
import { chooseTeam } from "./choose-team";
import { handOverEnvelopes } from "./hand-over";
import { listEnvelopes } from "./list-envelopes";
import { deleteView, listViews, saveView } from "./saved-views";
import { makeAccount, makeDocument, makeDraft, makeOffice, person } from "./testing";

openTestDatabase();
const now = new Date();
let admin: AccountActor;
let ali: AccountActor;
let sara: AccountActor;
let manager: AccountActor;
let teamId: string;
let before: string;

const draftOf = async (owner: AccountActor): Promise<string> => {
  const documentId = await makeDocument(owner, makeContract());
  return (await makeDraft(owner, documentId, [person("One")])).envelopeId;
};
const seenBy = async (actor: AccountActor): Promise<string[]> =>
  read(async (db) => {
    const teamIds = await teamIdsOf(db, actor.accountId);
    const { rows } = await listEnvelopes(db, { ...actor, teamIds }, {}, now);
    return rows.map(({ id }) => id).toSorted();
  });
const rowOf = async (id: string) =>
  (await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id))))[0];
const join = ({ accountId }: AccountActor) =>
  addTeamMember(admin, { teamId, accountId, isDefault: false }, now);
/** Drafts of this person that no team has; as many as one call moves, and one more. */
async function moreThanAPortion(owner: AccountActor): Promise<void> {
  const row = await rowOf(await draftOf(owner));
  if (!row) throw new Error("No draft");
  const copies = Array.from({ length: 500 }, () => {
    const id = newId(now.getTime());
    return { ...row, id, referenceCode: id };
  });
  await write(async (tx) => {
    await tx.insert(envelopes).values(copies);
  });
}

beforeAll(async () => {
  await makeOffice();
  admin = await makeAccount("admin");
  ali = await makeAccount("staff");
  sara = await makeAccount("staff");
  manager = await makeAccount("manager");
  before = await draftOf(ali);
});

test("without a team a manager sees the office; with one, what is theirs and their teams'", async () => {
  expect(await seenBy(manager)).toEqual([before]);
  ({ teamId } = await createTeam(admin, { name: "Leases" }, now));
  expect(await seenBy(manager)).toEqual([]);
  await join(manager);
  await join(ali);
  const after = await draftOf(ali);
  expect((await rowOf(after))?.teamId).toBe(teamId);
  expect(await seenBy(manager)).toEqual([after]);
  const bring = { teamId, accountId: ali.accountId };
  await expect(bringEnvelopes(manager, bring, now)).rejects.toThrow("forbidden");
  expect(await bringEnvelopes(admin, bring, now)).toEqual({ count: 1, isMore: false });
  expect(await seenBy(manager)).toEqual([before, after].toSorted());
  expect(await seenBy(sara)).toEqual([]);
  const events = await read((db) =>
    db.select().from(auditEvents).where(eq(auditEvents.action, "envelope.assigned")),
  );
  expect(events).toMatchObject([{ envelopeId: before, accountId: ali.accountId }]);
  expect(JSON.parse(events[0]?.details ?? "")).toEqual({ team: "Leases" });
});

test("what no team has comes into a team in use in portions, and what another has stays", async () => {
  const owner = await makeAccount("staff");
  await moreThanAPortion(owner);
  const { teamId: mine } = await createTeam(admin, { name: "Rents" }, now);
  const bring = { teamId: mine, accountId: owner.accountId };
  await changeTeam(admin, { teamId: mine, name: "Rents", isArchived: true }, now);
  await expect(bringEnvelopes(admin, bring, now)).rejects.toThrow("conflict");
  await changeTeam(admin, { teamId: mine, name: "Rents", isArchived: false }, now);
  const ended = await draftOf(owner);
  const foreign = await draftOf(owner);
  await write(async (tx) => {
    await tx.update(envelopes).set({ status: "completed" }).where(eq(envelopes.id, ended));
    await tx.update(envelopes).set({ teamId }).where(eq(envelopes.id, foreign));
  });
  expect(await bringEnvelopes(admin, bring, now)).toEqual({ count: 500, isMore: true });
  expect(await bringEnvelopes(admin, bring, now)).toEqual({ count: 2, isMore: false });
  expect(await bringEnvelopes(admin, bring, now)).toEqual({ count: 0, isMore: false });
  expect(await rowOf(ended)).toMatchObject({ teamId: mine });
  expect(await rowOf(foreign)).toMatchObject({ teamId });
});

test("of two teams the chosen one gets new envelopes, and an archived one gets none", async () => {
  const { teamId: other } = await createTeam(admin, { name: "Loans" }, now);
  const { accountId } = sara;
  const both = { accountId, isDefault: false };
  await addTeamMember(admin, { ...both, teamId }, now);
  await addTeamMember(admin, { ...both, teamId: other }, now);
  expect((await rowOf(await draftOf(sara)))?.teamId).toBeNull();
  await addTeamMember(admin, { ...both, teamId: other, isDefault: true }, now);
  expect((await rowOf(await draftOf(sara)))?.teamId).toBe(other);
  await changeTeam(admin, { teamId: other, name: "Old loans", isArchived: true }, now);
  expect((await rowOf(await draftOf(sara)))?.teamId).toBe(teamId);
  await removeTeamMember(admin, { teamId: other, accountId }, now);
  const found = (await read(listTeams)).find(({ id }) => id === other);
  expect(found).toMatchObject({ name: "Old loans", archivedAt: now, members: [] });
});

test("a draft goes to another team of its owner's in use, and to no other; what was sent stays", async () => {
  const { teamId: second } = await createTeam(admin, { name: "Sales" }, now);
  const { teamId: foreign } = await createTeam(admin, { name: "Purchases" }, now);
  const how = { accountId: sara.accountId, isDefault: false };
  await addTeamMember(admin, { ...how, teamId: second }, now);
  const envelopeId = await draftOf(sara);
  const choose = (team: string, actor = sara) =>
    chooseTeam(actor, { envelopeId, teamId: team }, now);
  await choose(second);
  expect((await rowOf(envelopeId))?.teamId).toBe(second);
  await expect(choose(foreign)).rejects.toThrow("not_found");
  await expect(choose(teamId, ali)).rejects.toThrow("not_found");
  await changeTeam(admin, { teamId: second, name: "Sales", isArchived: true }, now);
  await choose(teamId);
  await expect(choose(second)).rejects.toThrow("not_found");
  await write(async (tx) => {
    await tx.update(envelopes).set({ status: "queued" }).where(eq(envelopes.id, envelopeId));
  });
  await expect(choose(teamId)).rejects.toThrow("conflict");
  expect((await rowOf(envelopeId))?.teamId).toBe(teamId);
  await removeTeamMember(admin, { teamId: second, accountId: sara.accountId }, now);
});

test("only an administrator makes teams and hands over", async () => {
  await expect(createTeam(manager, { name: "Mine" }, now)).rejects.toThrow("forbidden");
  const both = { fromAccountId: ali.accountId, toAccountId: sara.accountId };
  await expect(handOverEnvelopes(manager, both, now)).rejects.toThrow("forbidden");
});

test("open envelopes of a colleague who left go to another and their team, what has ended stays", async () => {
  const both = { fromAccountId: ali.accountId, toAccountId: sara.accountId };
  await expect(handOverEnvelopes(admin, both, now)).rejects.toThrow("conflict");
  const ended = await draftOf(ali);
  await write(async (tx) => {
    await tx.update(envelopes).set({ status: "completed" }).where(eq(envelopes.id, ended));
  });
  await disableAccount(admin, { accountId: ali.accountId }, now);
  await expect(
    handOverEnvelopes(admin, { fromAccountId: ali.accountId, toAccountId: ali.accountId }, now),
  ).rejects.toThrow("conflict");
  const open = await read((db) =>
    db.select().from(envelopes).where(eq(envelopes.ownerId, ali.accountId)),
  );
  expect(await handOverEnvelopes(admin, both, now)).toEqual({
    count: open.length - 1,
    isMore: false,
  });
  expect(await rowOf(before)).toMatchObject({ ownerId: sara.accountId, teamId });
  expect(await rowOf(ended)).toMatchObject({ ownerId: ali.accountId });
  expect(await seenBy(sara)).toContain(before);
  const events = await read((db) =>
    db.select().from(auditEvents).where(eq(auditEvents.action, "envelope.handed_over")),
  );
  expect(events).toHaveLength(open.length - 1);
  expect(events[0]).toMatchObject({ accountId: sara.accountId, actorId: admin.accountId });
  const [gone] = await read((db) =>
    db.select().from(accounts).where(eq(accounts.id, ali.accountId)),
  );
  expect(gone?.state).toBe("disabled");
});

test("more than 500 are handed over in several calls, each of which says whether some are left", async () => {
  const leaver = await makeAccount("staff");
  await moreThanAPortion(leaver);
  await disableAccount(admin, { accountId: leaver.accountId }, now);
  const both = { fromAccountId: leaver.accountId, toAccountId: sara.accountId };
  expect(await handOverEnvelopes(admin, both, now)).toEqual({ count: 500, isMore: true });
  expect(await handOverEnvelopes(admin, both, now)).toEqual({ count: 1, isMore: false });
  expect(await handOverEnvelopes(admin, both, now)).toEqual({ count: 0, isMore: false });
});

test("a view is its owner's until a manager shares one, with their own team or the office", async () => {
  const view = { name: "Stuck", filter: "status=in_progress&after=1_2&nonsense=1" };
  const boss = { ...manager, teamIds: [teamId] };
  const colleague = { ...sara, teamIds: [teamId] };
  const stranger = { ...ali, teamIds: [] };
  const share = (sharedWith: "nobody" | "team" | "office", team: string | null = null) =>
    saveView(boss, { ...view, sharedWith, teamId: team }, now);
  await expect(
    saveView(colleague, { ...view, sharedWith: "office", teamId: null }, now),
  ).rejects.toThrow("forbidden");
  await expect(share("team", "another")).rejects.toThrow("forbidden");
  const { viewId } = await share("nobody");
  await share("team", teamId);
  await share("office");
  const seen = async (actor: AccountActor) =>
    (await read((db) => listViews(db, actor))).map(({ sharedWith }) => sharedWith).toSorted();
  expect(await seen(boss)).toEqual(["nobody", "office", "team"]);
  expect(await seen(colleague)).toEqual(["office", "team"]);
  expect(await seen(stranger)).toEqual(["office"]);
  expect((await read((db) => listViews(db, boss)))[0]?.filter).toBe("status=in_progress");
  await expect(deleteView(colleague, { viewId })).rejects.toThrow("not_found");
  await deleteView(boss, { viewId });
  expect(await seen(boss)).toEqual(["office", "team"]);
});
