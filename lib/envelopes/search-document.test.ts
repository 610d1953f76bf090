import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { saveConnection } from "@/lib/connections/save-connection";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { Sandbox, SandboxFault } from "@/lib/provider-kit/sandbox";
import { sandboxFaults } from "@/lib/provider-kit/sandbox";
import { createWebImzoSandbox } from "@/lib/providers/webimzo/sandbox";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { confirmAbsence } from "./confirm-absence";
import { forceCreate } from "./force-create";
import { envelopeJobs } from "./jobs";
import { timelineOf } from "./queries";
import { recoverAbandonedAttempts } from "./recover-attempts";
import { runSearchDocument, searchAgain } from "./search-document";
import { connectTo, makeAccount, makeDocument, makeDraft, makeOffice, sendThrough, uzbeks } from "./testing";

openTestDatabase();

let sandbox: Sandbox;
let admin: AccountActor;
let manager: AccountActor;
let owner: AccountActor;
let documentId = "";
let connectionId = "";

beforeAll(async () => {
  await makeOffice();
  [admin, manager, owner] = await Promise.all([
    makeAccount("admin"),
    makeAccount("manager"),
    makeAccount("staff"),
  ]);
  sandbox = await createWebImzoSandbox({ slowMilliseconds: 50 });
  documentId = await makeDocument(owner, makeContract());
  connectionId = await connectTo(sandbox, admin);
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
const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** @param faults of the create, and of its repeats in turn */
async function send(...faults: SandboxFault[]): Promise<string> {
  sandbox.plan({ on: "create", faults });
  return sendThrough(owner, connectionId, await makeDraft(owner, documentId, uzbeks(), { hasBoxes: false }));
}
async function envelopeOf(id: string) {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, id)));
  if (!row) throw new Error("No envelope");
  return row;
}
const attemptsOf = (id: string) =>
  read((db) =>
    db.select().from(attempts).where(eq(attempts.envelopeId, id)).orderBy(desc(attempts.number)),
  );
async function isOf(id: string) {
  const { referenceCode } = await envelopeOf(id);
  return (title: unknown) => String(title).includes(referenceCode);
}
/** Requests that the provider has of this envelope. */
async function madeOf(id: string) {
  const isHers = await isOf(id);
  return sandbox.ledger().documents.filter(({ title }) => isHers(title));
}
/** Whether each create that left was a forced one. */
async function createsOf(id: string) {
  const isHers = await isOf(id);
  return sandbox
    .ledger()
    .requests.filter(({ operation, body }) => operation === "create" && isHers((body as { title?: unknown }).title))
    .map(({ body }) => (body as { isForceCreate?: unknown }).isForceCreate);
}

const quick = sandboxFaults.filter((fault) => fault !== "silent_after_commit");
const ends: Partial<Record<SandboxFault, string>> = { business_error: "failed", "429": "queued", "401": "failed" };

describe("a create that may be repeated", () => {
  test.each(quick)("%s: it ends as it must, with one request at most", async (fault) => {
    const id = await send(fault);
    const expected = ends[fault] ?? "in_progress";
    expect((await envelopeOf(id)).status).toBe(expected);
    expect(await madeOf(id)).toHaveLength(expected === "in_progress" ? 1 : 0);
    expect((await createsOf(id)).every((isForced) => isForced === false)).toBe(true);
  });
});
void [confirmAbsence, forceCreate, timelineOf, recoverAbandonedAttempts, runSearchDocument, searchAgain, verifyAudit, saveConnection, manager, minutesLater];
