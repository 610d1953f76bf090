import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { countWaiting, requireConnection } from "@/lib/connections/queries";
import { resumeDeliveries, retryConnection } from "@/lib/connections/retry-connection";
import { makeConnection, post } from "@/lib/connections/testing";
import { noteFailure } from "@/lib/connections/trip-breaker";
import { bindJob, enqueue } from "@/lib/jobs/queue";
import { runDueJobs } from "@/lib/jobs/run-jobs";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { createEnvelope } from "./create-envelope";
import { runResumeDeliveries } from "./resume-deliveries";
import { deliverEnvelope } from "./send-envelope";
import { makeAccount, makeDocument, makeOffice } from "./testing";

openTestDatabase();

const later = new Date(Date.now() + 3_600_000);
let admin: AccountActor;
let documentId: string;
beforeAll(async () => {
  await makeOffice();
  admin = await makeAccount("admin");
  documentId = await makeDocument(admin, makeContract());
});

/** An envelope that waits for its connection, with its job. */
async function waitFor(connectionId: string): Promise<string> {
  const now = new Date();
  const { envelopeId: id } = await createEnvelope(admin, { documentId }, now);
  await write(async (tx) => {
    await tx
      .update(envelopes)
      .set({ connectionId, status: "queued", nextTryAt: later })
      .where(eq(envelopes.id, id));
    await enqueue(tx, deliverEnvelope, { envelopeId: id }, { now, runAt: later, key: id });
  });
  return id;
}

test("retry now ends the pause, and only what waits for this connection is due", async () => {
  const one = await makeConnection(post, {});
  const other = await makeConnection(post, {});
  const mine = await waitFor(one.id);
  const foreign = await waitFor(other.id);
  for (let index = 0; index < 3; index++)
    await write((tx) => noteFailure(tx, one.id, "timeout", new Date()));
  expect(await read((db) => countWaiting(db, one.id))).toBe(1);

  await retryConnection(admin, { connectionId: one.id }, new Date());
  expect(await read((db) => requireConnection(db, one.id))).toMatchObject({
    breakerUntil: null,
    failures: 0,
  });
  const delivered: string[] = [];
  await runDueJobs([
    bindJob(resumeDeliveries, runResumeDeliveries),
    bindJob(deliverEnvelope, async ({ envelopeId }) => void delivered.push(envelopeId)),
  ]);
  expect(delivered).toEqual([mine]);
  const [waiting] = await read((db) =>
    db
      .select()
      .from(jobs)
      .where(eq(jobs.key, `${deliverEnvelope.name}:${foreign}`)),
  );
  expect(waiting?.runAt).toEqual(later);
});

test("a connection that is not there cannot be tried again", async () => {
  await expect(retryConnection(admin, { connectionId: "none" }, new Date())).rejects.toMatchObject({
    code: "not_found",
  });
});
