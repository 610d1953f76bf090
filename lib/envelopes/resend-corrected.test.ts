import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { createEmzanoSandbox } from "@/lib/providers/emzano/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { findCopies } from "./find-copies";
import { envelopeJobs } from "./jobs";
import { openCorrection } from "./open-correction";
import { placementsOf, recipientsOf, timelineOf } from "./queries";
import { resendCorrected } from "./resend-corrected";
import type { PersonCorrection } from "./schema";
import { iranians, makeDraft, officeWith, sendThrough } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let manager: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  sandbox = await createEmzanoSandbox();
  ({ owner, manager, documentId, connectionId } = await officeWith(sandbox));
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.calm();
  await write(async (tx) => {
    await tx.delete(jobs);
    await tx.update(connections).set({ breakerUntil: null, breakerReason: null, failures: 0 });
  });
});

const runJobs = () => runDueJobs(envelopeJobs);
const deadline = new Date(Date.now() + 5 * 86_400_000);
async function send(fault: SandboxFault = "ok"): Promise<string> {
  const draft = await makeDraft(owner, documentId, iranians(), { expiresAt: deadline });
  sandbox.plan({ on: "create", faults: [fault] });
  return sendThrough(owner, connectionId, draft);
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
async function contactsOf(id: string) {
  const { referenceCode } = await envelopeOf(id);
  return sandbox
    .ledger()
    .documents.filter(({ title }) => title.includes(referenceCode))
    .map(({ people }) => people.map(({ contact }) => contact));
}
/** The first person's telephone put right, the others as they are. */
async function corrections(id: string, phone = "09129999999"): Promise<PersonCorrection[]> {
  const people = await openCorrection(owner, { envelopeId: id });
  return people.map(({ recipientId, name, email, identity }, index) => ({
    recipientId,
    name,
    email,
    phone: index === 0 ? phone : (people[index]?.phone ?? ""),
    identity,
  }));
}
const input = async (envelopeId: string, key = crypto.randomUUID(), phone?: string) => ({
  envelopeId,
  people: await corrections(envelopeId, phone),
  reason: "A telephone number was wrong",
  key,
});
const boxesOf = async (id: string) => {
  const people = await read((db) => recipientsOf(db, id));
  const boxes = await read((db) => placementsOf(db, id));
  return boxes.map(({ recipientId, page, x, y, width, height }) => ({
    of: people.findIndex((person) => person.id === recipientId),
    box: [page, x, y, width, height],
  }));
};
const copiesOf = (id: string) =>
  read((db) => db.select().from(envelopes).where(eq(envelopes.copyOfId, id)));

test("a refused telephone is put right and it goes out: same boxes, people, order, words and deadline", async () => {
  const id = await send("business_error:3027");
  expect((await envelopeOf(id)).status).toBe("failed");
  const { envelopeId } = await resendCorrected(owner, await input(id), new Date());
  await runJobs();
  const [old, fresh] = [await envelopeOf(id), await envelopeOf(envelopeId)];
  expect([old.status, fresh.status]).toEqual(["failed", "in_progress"]);
  expect(fresh).toMatchObject({
    copyOfId: id,
    title: old.title,
    signingOrder: old.signingOrder,
    expiresAt: deadline,
    documentSha256: old.documentSha256,
    providerOptions: old.providerOptions,
  });
  expect(await boxesOf(envelopeId)).toEqual(await boxesOf(id));
  expect(await contactsOf(envelopeId)).toEqual([["09129999999", "09351234567", "09191234567"]]);
  const earlier = await read((db) => timelineOf(db, id));
  expect(earlier.at(-1)).toMatchObject({
    action: "envelope.copied",
    details: { copy: fresh.referenceCode },
  });
  const later = await read((db) => timelineOf(db, envelopeId));
  expect(later.slice(0, 2)).toMatchObject([
    { action: "envelope.created", details: { copyOf: old.referenceCode } },
    { action: "recipient.corrected", details: { parts: "phone" } },
  ]);
  expect((await verifyAudit()).isIntact).toBe(true);
});

test("a double click, and a second person in another window, never send twice", async () => {
  const id = await send("business_error:3027");
  const twice = await input(id);
  const answers = await Promise.all([
    resendCorrected(owner, twice, new Date()),
    resendCorrected(owner, twice, new Date()),
  ]);
  expect(answers[0]).toEqual(answers[1]);
  await expect(resendCorrected(owner, await input(id), new Date())).rejects.toMatchObject({
    code: "conflict",
  });
  await runJobs();
  expect(await copiesOf(id)).toHaveLength(1);
  expect(await contactsOf(answers[0].envelopeId)).toHaveLength(1);
});

test("what is still wrong is said, and leaves no trace", async () => {
  const id = await send("business_error:3027");
  const wrong = await input(id, crypto.randomUUID(), "12");
  await expect(resendCorrected(owner, wrong, new Date())).rejects.toMatchObject({
    code: "not_ready_to_send",
  });
  expect(await copiesOf(id)).toEqual([]);
});

test("what is still open is withdrawn with the reason, then sent anew as its successor", async () => {
  const id = await send();
  const { envelopeId } = await resendCorrected(manager, await input(id), new Date());
  await runJobs();
  expect(await envelopeOf(id)).toMatchObject({
    status: "canceled",
    reason: "A telephone number was wrong",
  });
  expect(await envelopeOf(envelopeId)).toMatchObject({
    status: "in_progress",
    copyOfId: id,
    ownerId: manager.accountId,
  });
  expect(await contactsOf(envelopeId)).toHaveLength(1);
  // The manager's copy is the manager's: its code is nobody else's to read.
  const copiesFor = async (actor: AccountActor) =>
    (await read(async (db) => findCopies(db, actor, await envelopeOf(id)))).later;
  expect(await copiesFor(manager)).toMatchObject([{ id: envelopeId, status: "in_progress" }]);
  expect(await copiesFor(owner)).toEqual([]);
  const back = await read(async (db) => findCopies(db, manager, await envelopeOf(envelopeId)));
  expect(back.earlier).toMatchObject({ id, status: "canceled" });
});

test("what is wrong withdraws nothing", async () => {
  const id = await send();
  const wrong = await input(id, crypto.randomUUID(), "12");
  await expect(resendCorrected(owner, wrong, new Date())).rejects.toMatchObject({
    code: "not_ready_to_send",
  });
  expect((await envelopeOf(id)).status).toBe("in_progress");
});
