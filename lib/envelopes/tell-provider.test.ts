import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { cancelEnvelope } from "./cancel-envelope";
import { runExpireEnvelope } from "./expire-envelope";
import { envelopeJobs } from "./jobs";
import { openKnown } from "./keep-snapshot";
import { artifactsOf, recipientsOf, timelineOf } from "./queries";
import { refreshEnvelope } from "./refresh-envelope";
import { makeDraft, officeWith, sendThrough, uzbeks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  sandbox = await createWebImzoSandbox();
  ({ owner, documentId, connectionId } = await officeWith(sandbox));
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
const hurry = async () => {
  await write((tx) => tx.update(jobs).set({ runAt: new Date() }));
  await runJobs();
};
const hour = 60 * 60_000;

async function send(expiresAt: Date | null = null) {
  const draft = await makeDraft(owner, documentId, uzbeks().slice(0, 2), {
    hasBoxes: false,
    signingOrder: "parallel",
    expiresAt,
  });
  const id = await sendThrough(owner, connectionId, draft);
  const { referenceCode } = await envelopeOf(id);
  const made = sandbox.ledger().documents.find(({ title }) => title.includes(referenceCode));
  return { id, at: made?.id ?? "" };
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
const statusOf = async (id: string) => (await envelopeOf(id)).status;
const peopleOf = async (id: string) =>
  (await read((db) => recipientsOf(db, id))).map(({ status }) => status);
const actionsOf = async (id: string) =>
  (await read((db) => timelineOf(db, id))).map(({ action }) => action);
const toldOf = async (id: string) =>
  (await actionsOf(id)).filter((action) => action.startsWith("envelope.provider_"));
const updates = () =>
  sandbox.ledger().requests.filter(({ operation }) => operation === "update").length;
const withdraw = (id: string) =>
  cancelEnvelope(owner, { envelopeId: id, reason: "Another price" }, new Date());
const sign = (at: string, recipient: number) =>
  sandbox.act({ documentId: at, recipient, act: recipient === 0 ? "sign" : "approve" });

test("a withdrawal holds here at once, and the provider is told once", async () => {
  const { id } = await send();
  const before = updates();
  await withdraw(id);
  expect(await statusOf(id)).toBe("canceled");
  expect(updates()).toBe(before);
  await runJobs();
  expect(updates()).toBe(before + 1);
  expect(await toldOf(id)).toEqual(["envelope.provider_told"]);
  const read_ = sandbox.ledger().requests.at(-1);
  expect(read_?.operation).toBe("read");
  await hurry();
  expect(updates()).toBe(before + 1);
});

test("while the provider is away it is told again and again, and said to be not told yet", async () => {
  const { id } = await send();
  await withdraw(id);
  const before = updates();
  sandbox.plan({ on: "update", faults: ["500_before_commit", "dropped_before_commit"] });
  await runJobs();
  await hurry();
  expect(await statusOf(id)).toBe("canceled");
  expect(await toldOf(id)).toEqual(["envelope.provider_not_told"]);
  await hurry();
  expect(await toldOf(id)).toEqual(["envelope.provider_not_told", "envelope.provider_told"]);
  expect(updates()).toBe(before + 3);
});

test("who signs there after the withdrawal is told of, and changes no end here", async () => {
  const { id, at } = await send();
  await withdraw(id);
  await runJobs();
  await sign(at, 0);
  await hurry();
  await hurry();
  expect(await statusOf(id)).toBe("canceled");
  expect(await peopleOf(id)).toEqual(["canceled", "canceled"]);
  const late = (await read((db) => timelineOf(db, id))).filter(
    ({ action }) => action === "recipient.acted_late",
  );
  expect(late).toHaveLength(1);
  expect(late[0]).toMatchObject({ recipientName: "Dilnoza Karimova", details: { act: "signed" } });
  // With everybody's signature there are two ends, and that is what is said.
  await sign(at, 1);
  await hurry();
  expect(await statusOf(id)).toBe("conflict");
  expect(await read((db) => artifactsOf(db, id))).toHaveLength(1);
});

test("one person's refusal ends it, and the provider is told", async () => {
  const { id, at } = await send();
  await sandbox.act({ documentId: at, recipient: 0, act: "reject" });
  await refreshEnvelope(owner, { envelopeId: id }, new Date());
  await runJobs();
  expect(await statusOf(id)).toBe("declined");
  expect(await toldOf(id)).toEqual(["envelope.provider_told"]);
  await sign(at, 1);
  await hurry();
  expect(await statusOf(id)).toBe("declined");
  expect(await actionsOf(id)).toContain("recipient.acted_late");
});

test("its own deadline ends it after a last look, and the provider is told", async () => {
  const { id, at } = await send(new Date(Date.now() + hour));
  const queued = await read((db) => db.select().from(jobs).where(eq(jobs.name, "expire-envelope")));
  expect(queued.map(({ runAt }) => runAt)).toEqual([(await envelopeOf(id)).expiresAt]);
  await sign(at, 0);
  await runExpireEnvelope({ envelopeId: id }, new Date(Date.now() + 2 * hour));
  expect(await statusOf(id)).toBe("expired");
  expect(await peopleOf(id)).toEqual(["signed", expect.not.stringMatching("signed")]);
  await hurry();
  expect(await toldOf(id)).toEqual(["envelope.provider_told"]);
});

test("who signed in time is not told that time is over, though nobody had called", async () => {
  const { id, at } = await send(new Date(Date.now() + hour));
  await sign(at, 0);
  await sign(at, 1);
  await runExpireEnvelope({ envelopeId: id }, new Date(Date.now() + 2 * hour));
  await hurry();
  expect(await statusOf(id)).toBe("completed");
  expect(await toldOf(id)).toEqual([]);
});

test("a deadline that passes while the provider is away ends it all the same", async () => {
  const { id } = await send(new Date(Date.now() + hour));
  sandbox.plan({ on: "read", faults: ["dropped_before_commit"] });
  await runExpireEnvelope({ envelopeId: id }, new Date(Date.now() + 2 * hour));
  expect(await statusOf(id)).toBe("expired");
});

test("what it says after the end is kept, and looked for during a month", async () => {
  const { id, at } = await send();
  await withdraw(id);
  await runJobs();
  await sign(at, 0);
  await hurry();
  const [document] = await read((db) =>
    db.select().from(providerDocuments).where(eq(providerDocuments.envelopeId, id)),
  );
  const known = document && openKnown(document);
  expect(Object.values(known?.people ?? {}).map(({ status }) => status)).toContain("signed");
  const waiting = () => read((db) => db.$count(jobs, eq(jobs.state, "ready")));
  expect(await waiting()).toBe(1);
  await write((tx) => tx.update(envelopes).set({ endedAt: new Date(Date.now() - 31 * 24 * hour) }));
  await hurry();
  expect(await waiting()).toBe(0);
});

test("the chain of events holds", async () => {
  expect((await verifyAudit()).isIntact).toBe(true);
});
