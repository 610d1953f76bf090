import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latestSequence } from "@/db/changes";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { bulkRuns } from "@/db/schema/bulk";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { auditEvents, jobs } from "@/db/schema/system";
import { teams } from "@/db/schema/teams";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { addTeamMember } from "@/lib/accounts/add-team-member";
import { createTeam } from "@/lib/accounts/create-team";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { claimJobs, releaseDeadLeases } from "@/lib/jobs/queue";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { cancelEnvelope } from "./cancel-envelope";
import { envelopeJobs } from "./jobs";
import { planBulk } from "./plan-bulk";
import { listRuns, readProgress, readRows, readRun } from "./read-bulk";
import { runBulkBatch } from "./run-bulk";
import type { BulkOrder, SelectionInput } from "./schema";
import { startBulk } from "./start-bulk";
import { missedChanges } from "./stream-changes";
import { makeAccount, makeDocument, makeDraft, makeOffice, person, sendDraft } from "./testing";

openTestDatabase();

const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);
let admin: AccountActor;
let owner: AccountActor;
let other: AccountActor;
let documentId: string;

beforeAll(async () => {
  process.env.SMTP_URL = "smtp://127.0.0.1:9";
  process.env.MAIL_FROM = "Muhr <sign@example.org>";
  await makeOffice();
  admin = await makeAccount("admin");
});
beforeEach(async () => {
  owner = await makeAccount("staff");
  other = await makeAccount("staff");
  documentId = await makeDocument(owner, makeContract());
  await write((tx) => tx.delete(jobs));
});

type Made = { email?: string; expiresAt?: Date | null; by?: AccountActor };
async function make({ email = "one@example.org", expiresAt = inDays(1), by = owner }: Made = {}) {
  const document = by === owner ? documentId : await makeDocument(by, makeContract());
  return makeDraft(by, document, [person("One", { email })], { expiresAt });
}
async function send(made: Made = {}): Promise<string> {
  const draft = await make(made);
  await sendDraft(made.by ?? owner, draft);
  await runDueJobs(envelopeJobs);
  return draft.envelopeId;
}
/** Sent ones that differ in nothing; made in the database, because preparing PDFs is not the matter. */
async function sendMany(count: number): Promise<string[]> {
  const id = await send();
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  const [one] = await read((db) =>
    db.select().from(recipients).where(eq(recipients.envelopeId, id)),
  );
  if (!row || !one) throw new Error("Nothing was sent");
  const ids = Array.from({ length: count - 1 }, () => randomUUID());
  await write(async (tx) => {
    for (let first = 0; first < ids.length; first += 200) {
      const some = ids.slice(first, first + 200);
      await tx
        .insert(envelopes)
        .values(some.map((copy) => ({ ...row, id: copy, referenceCode: copy.slice(0, 12) })));
      await tx
        .insert(recipients)
        .values(some.map((copy) => ({ ...one, id: randomUUID(), envelopeId: copy })));
    }
    await tx.delete(jobs);
  });
  return [id, ...ids];
}
const plan = async (ids: readonly string[], order: BulkOrder, actor = owner) =>
  (await planBulk(actor, { selection: { ids: [...ids] }, order }, new Date())).id;
const start = (runId: string, actor = owner) => startBulk(actor, { runId }, new Date());
const outcomesOf = async (runId: string, actor = owner) =>
  (await read((db) => readRows(db, actor, runId))).map(({ outcome }) => outcome);
const foreseenOf = async (runId: string, actor = owner) =>
  (await read((db) => readRows(db, actor, runId))).map(({ foreseen }) => foreseen);
const eventsOf = async (envelopeId: string, action: string) =>
  read((db) =>
    db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.envelopeId, envelopeId), eq(auditEvents.action, action))),
  );
const mailsWaiting = async () =>
  (await read((db) => db.select().from(jobs).where(eq(jobs.name, "send-notice")))).length;
const rowOf = async (id: string) =>
  (await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id))))[0];
/** Of a run alone: mails that cannot be delivered here are left waiting. */
async function runToEnd(runId: string): Promise<void> {
  for (let batch = 0; batch < 50; batch += 1) {
    if ((await read((db) => readProgress(db, owner, runId))).state === "done") return;
    await runBulkBatch({ runId }, new Date());
  }
  throw new Error("The run does not end");
}

describe("what the plan foresees is what happens", () => {
  const mixed = async () => {
    const canceled = await send();
    await cancelEnvelope(owner, { envelopeId: canceled, reason: "Another price" }, new Date());
    return [
      await send(),
      await send({ email: "" }),
      await send({ expiresAt: null }),
      (await make()).envelopeId,
      canceled,
      await send({ by: other }),
      randomUUID(),
    ];
  };
  test.each<[BulkOrder, readonly string[]]>([
    [
      { act: "remind" },
      ["done", "no_address", "done", "not_sent", "has_ended", "not_found", "not_found"],
    ],
    [
      { act: "extend", expiresAt: inDays(9) },
      ["done", "done", "no_end", "not_sent", "has_ended", "not_found", "not_found"],
    ],
    [
      { act: "cancel", reason: "Another price" },
      ["done", "done", "done", "not_sent", "has_ended", "not_found", "not_found"],
    ],
  ])("%o", async (order, expected) => {
    const ids = await mixed();
    await write((tx) => tx.delete(jobs));
    const before = await read((db) => db.select().from(auditEvents));
    const rows = await read((db) => db.select().from(envelopes));
    const runId = await plan(ids, order);
    expect(await foreseenOf(runId)).toEqual(expected);
    // Nothing has happened by then.
    expect(await read((db) => db.select().from(auditEvents))).toHaveLength(before.length);
    expect(await read((db) => db.select().from(envelopes))).toEqual(rows);
    expect(await read((db) => db.select().from(jobs))).toEqual([]);

    await start(runId);
    await runToEnd(runId);
    expect(await outcomesOf(runId)).toEqual(expected);
    const [stranger] = ids.slice(-2);
    expect((await rowOf(stranger ?? ""))?.status).toBe("in_progress");
    expect((await read((db) => readRows(db, owner, runId))).map(({ title }) => title)).toEqual([
      ...Array(5).fill("Lease of flat ۱۲"),
      null,
      null,
    ]);
    expect(await read((db) => readRun(db, owner, runId))).toMatchObject({
      state: "done",
      done: 7,
      total: 7,
    });
    expect(await verifyAudit()).toMatchObject({ isIntact: true });
  });
});

test("a run that a crash cut off goes on where it was, and nobody is mailed twice", async () => {
  const ids = await sendMany(45);
  const runId = await plan(ids, { act: "remind" });
  await start(runId);
  // A worker takes the job, does the first rows and dies with its lease.
  await claimJobs("dead", new Date(), 4, 180_000);
  await runBulkBatch({ runId }, new Date());
  await write((tx) =>
    tx.delete(jobs).where(and(eq(jobs.name, "run-bulk"), eq(jobs.state, "ready"))),
  );
  expect(await read((db) => readProgress(db, owner, runId))).toMatchObject({
    state: "running",
    done: 20,
    total: 45,
  });
  expect(await releaseDeadLeases((name) => name === "dead")).toBe(1);
  await runDueJobs(envelopeJobs.filter(({ job }) => job.name === "run-bulk"));
  expect(await read((db) => readProgress(db, owner, runId))).toMatchObject({
    state: "done",
    done: 45,
  });
  for (const id of ids) expect(await eventsOf(id, "recipient.reminded")).toHaveLength(1);
  expect(await mailsWaiting()).toBe(45);
});

test("two workers with the same run, and a second start of it, do every row once", async () => {
  const ids = await sendMany(30);
  const runId = await plan(ids, { act: "remind" });
  await Promise.all([start(runId), start(runId)]);
  expect(await read((db) => db.select().from(jobs).where(eq(jobs.name, "run-bulk")))).toHaveLength(
    1,
  );
  // Minutes apart, because within one nobody would be mailed twice anyway.
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  await Promise.all([0, 2, 4].map((minutes) => runBulkBatch({ runId }, later(minutes))));
  await runToEnd(runId);
  await start(runId);
  await runBulkBatch({ runId }, later(6));
  for (const id of ids) expect(await eventsOf(id, "recipient.reminded")).toHaveLength(1);
  expect(await mailsWaiting()).toBe(30);
});

test("rights are those of the moment: what was lost after the start is forbidden, and nothing stops", async () => {
  const [first = "", second = ""] = await sendMany(2);
  const runId = await plan([first, second], { act: "cancel", reason: "Another price" });
  await start(runId);
  await write((tx) =>
    tx.update(envelopes).set({ ownerId: other.accountId }).where(eq(envelopes.id, first)),
  );
  await runToEnd(runId);
  expect(await outcomesOf(runId)).toEqual(["not_found", "done"]);
  expect((await rowOf(first))?.status).toBe("in_progress");
  // Nor is a name shown of what is somebody else's now.
  expect((await read((db) => readRows(db, owner, runId)))[0]?.title).toBeNull();
});

test("an account that was switched off, or only reads by now, does nothing more", async () => {
  for (const set of [{ state: "disabled" }, { role: "auditor" }] as const) {
    const id = await send();
    const runId = await plan([id], { act: "cancel", reason: "Another price" });
    await start(runId);
    await write((tx) => tx.update(accounts).set(set).where(eq(accounts.id, owner.accountId)));
    await runToEnd(runId);
    expect(await outcomesOf(runId)).toEqual(["forbidden"]);
    expect((await rowOf(id))?.status).toBe("in_progress");
    await write((tx) =>
      tx
        .update(accounts)
        .set({ state: "active", role: "staff" })
        .where(eq(accounts.id, owner.accountId)),
    );
  }
});

test("each refusal has one reason", async () => {
  const [ids, later] = [await sendMany(3), await send({ expiresAt: inDays(20) })];
  const [waiting = "", completing = "", odd = ""] = ids;
  await write(async (tx) => {
    await tx.update(envelopes).set({ status: "queued" }).where(eq(envelopes.id, waiting));
    await tx.update(envelopes).set({ status: "completing" }).where(eq(envelopes.id, completing));
    await tx.update(envelopes).set({ status: "conflict" }).where(eq(envelopes.id, odd));
  });
  const foreseen = async (order: BulkOrder) => foreseenOf(await plan([...ids, later], order));
  expect(await foreseen({ act: "remind" })).toEqual([
    "not_sent",
    "all_signed",
    "has_ended",
    "done",
  ]);
  expect(await foreseen({ act: "extend", expiresAt: inDays(9) })).toEqual([
    "not_sent",
    "all_signed",
    "has_ended",
    "end_not_later",
  ]);
  expect(await foreseen({ act: "cancel", reason: "Another price" })).toEqual([
    "done",
    "all_signed",
    "has_ended",
    "done",
  ]);
  const { SMTP_URL } = process.env;
  delete process.env.SMTP_URL;
  const unmailed = foreseenOf(await plan([later], { act: "remind" }));
  expect(await unmailed).toEqual(["mail_not_configured"]);
  process.env.SMTP_URL = SMTP_URL;
});

test("a colleague who can take nothing more, and who may not give, are told apart", async () => {
  const id = await send({ by: admin });
  const order = { act: "assign", ownerId: other.accountId, teamId: null } as const;
  const runId = await plan([id], order, admin);
  await start(runId, admin);
  const change = (role: "auditor" | "staff") =>
    write((tx) => tx.update(accounts).set({ role }).where(eq(accounts.id, other.accountId)));
  await change("auditor");
  await runBulkBatch({ runId }, new Date());
  expect(await outcomesOf(runId, admin)).toEqual(["assignee_unusable"]);
  await change("staff");
});

test("nothing is planned with an end too far ahead", async () => {
  const order = { act: "extend", expiresAt: new Date("9999-12-31T23:59:59Z") } as const;
  await expect(plan([await send()], order)).rejects.toMatchObject({ code: "end_too_late" });
});

test("a run is nobody's but its own person's", async () => {
  const runId = await plan([await send()], { act: "remind" });
  await expect(start(runId, other)).rejects.toMatchObject({ code: "not_found" });
  await expect(read((db) => readRun(db, other, runId))).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await read((db) => listRuns(db, other))).toEqual([]);
  expect(await read((db) => listRuns(db, owner))).toEqual([]);
  await start(runId);
  expect(await read((db) => listRuns(db, owner))).toMatchObject([{ id: runId, total: 1, done: 0 }]);
});

describe("a filter chooses", () => {
  const select = (selection: SelectionInput) =>
    planBulk(owner, { selection, order: { act: "remind" } }, new Date());
  test("all that fits it on every page, and nothing that the person does not see", async () => {
    const ids = await sendMany(120);
    await send({ by: other });
    await make();
    const { id: runId } = await select({ filter: "status=in_progress" });
    const rows = await read((db) => readRows(db, owner, runId));
    expect(rows.map(({ envelopeId }) => envelopeId).toSorted()).toEqual(ids.toSorted());
  });
  test("no more than a thousand", async () => {
    await sendMany(1_001);
    await expect(select({ filter: "" })).rejects.toMatchObject({ code: "too_many" });
  });
  test("nothing, and says so", async () => {
    await expect(select({ filter: "" })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("envelopes are given to others", () => {
  const refused = { code: "assignee_unusable" };
  const withTeams = async (actor: AccountActor) => ({
    ...actor,
    teamIds: await read((db) => teamIdsOf(db, actor.accountId)),
  });
  const assign = (ownerId: string | null, teamId: string | null = null) =>
    ({ act: "assign", ownerId, teamId }) as const;
  beforeEach(async () => {
    await write((tx) => tx.update(teams).set({ archivedAt: new Date() }));
  });

  test("by a manager within their teams, by staff not at all", async () => {
    const manager = await makeAccount("manager");
    const { teamId } = await createTeam(admin, { name: `Leases ${randomUUID()}` }, new Date());
    const { teamId: foreign } = await createTeam(
      admin,
      { name: `Loans ${randomUUID()}` },
      new Date(),
    );
    const colleague = await makeAccount("staff");
    for (const { accountId } of [manager, owner, colleague])
      await addTeamMember(admin, { teamId, accountId, isDefault: true }, new Date());
    const [ours, theirs] = [await send(), await send({ by: other })];
    const boss = await withTeams(manager);
    await expect(plan([ours], assign(colleague.accountId))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(plan([ours], assign(other.accountId), boss)).rejects.toMatchObject(refused);
    await expect(plan([ours], assign(null, foreign), boss)).rejects.toMatchObject(refused);

    const runId = await plan([ours, theirs], assign(colleague.accountId, teamId), boss);
    expect(await foreseenOf(runId, boss)).toEqual(["done", "not_found"]);
    await start(runId, boss);
    await runBulkBatch({ runId }, new Date());
    expect(await outcomesOf(runId, boss)).toEqual(["done", "not_found"]);
    expect(await rowOf(ours)).toMatchObject({ ownerId: colleague.accountId, teamId });
    expect(await rowOf(theirs)).toMatchObject({ ownerId: other.accountId });
    expect(await eventsOf(ours, "envelope.assigned")).toHaveLength(1);

    const again = await plan([ours], assign(colleague.accountId), boss);
    expect(await foreseenOf(again, boss)).toEqual(["already_so"]);
  });

  test("once: whoever comes second is told who took it, as far as they may see it", async () => {
    const [one, two] = [await makeAccount("manager"), await makeAccount("manager")];
    const colleagues = [await makeAccount("staff"), await makeAccount("staff")];
    const [anna, boris] = colleagues.map(({ accountId }) => accountId);
    if (!anna || !boris) throw new Error("Nobody to give it to");
    const { teamId } = await createTeam(admin, { name: `Rents ${randomUUID()}` }, new Date());
    for (const { accountId } of [one, two, owner, ...colleagues])
      await addTeamMember(admin, { teamId, accountId, isDefault: true }, new Date());
    const [first, second] = [await withTeams(one), await withTeams(two)];
    const ids = [await send(), await send()];
    const [, last = ""] = ids;
    const faster = await plan(ids, assign(anna), first);
    const slower = await plan(ids, assign(boris), second);
    const same = await plan(ids, assign(anna), second);
    await start(faster, first);
    await runBulkBatch({ runId: faster }, new Date());
    await start(slower, second);
    await start(same, second);
    await write((tx) => tx.update(envelopes).set({ teamId: null }).where(eq(envelopes.id, last)));
    await runBulkBatch({ runId: same }, new Date());
    expect(await outcomesOf(same, second)).toEqual(["already_so", "not_found"]);
    await runBulkBatch({ runId: slower }, new Date());
    const rows = await read((db) => readRows(db, second, slower));
    const nameOf = async (id: string) =>
      (await read((db) => db.select().from(accounts).where(eq(accounts.id, id))))[0]?.name;
    expect(rows).toMatchObject([
      { outcome: "taken", taken: { by: await nameOf(one.accountId), to: await nameOf(anna) } },
      { outcome: "not_found", title: null },
    ]);
    expect((await rowOf(ids[0] ?? ""))?.ownerId).toBe(anna);
    const again = await plan(ids.slice(0, 1), assign(boris), second);
    await start(again, second);
    await runBulkBatch({ runId: again }, new Date());
    expect(await outcomesOf(again, second)).toEqual(["done"]);
  });

  test("by an administrator their own, who still reads what they gave away", async () => {
    const id = await send({ by: admin });
    const runId = await plan([id], assign(other.accountId), admin);
    await start(runId, admin);
    const before = await read(latestSequence);
    await runBulkBatch({ runId }, new Date());
    // It goes from the screens of one and comes to those of the other.
    for (const actor of [admin, other])
      expect((await missedChanges(actor, before)).envelopeIds).toContain(id);
    const [row] = await read((db) => readRows(db, admin, runId));
    expect(row).toMatchObject({ outcome: "done", title: "Lease of flat ۱۲" });
    expect((await rowOf(id))?.ownerId).toBe(other.accountId);
  });
});

test("of plans and runs only the newest are kept, and never one under way is forgotten", async () => {
  const id = await send();
  const running = await plan([id], { act: "remind" });
  await start(running);
  for (let count = 0; count < 4; count += 1) await plan([id], { act: "remind" });
  const kept = await read((db) =>
    db.select().from(bulkRuns).where(eq(bulkRuns.accountId, owner.accountId)),
  );
  expect(kept.map(({ state }) => state).toSorted()).toEqual(["planned", "planned", "running"]);
});
