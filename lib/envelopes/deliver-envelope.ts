import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes, placements } from "@/db/schema/envelopes";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import type { Interpretation } from "@/lib/provider-kit/contract";
import { requireProvider } from "@/lib/providers/registry";
import { runSigningTask } from "@/lib/signing/engine";
import type { SystemActor } from "@/lib/vocabulary/actor";
import { changeStatus } from "./change-status";
import { expireEnvelope } from "./expire-envelope";
import { inviteRecipientsDue } from "./invite-recipients";
import { notifyOfEnding } from "./notify-people";
import { prepareRequest } from "./prepare-request";
import type { EnvelopeRow } from "./queries";
import { placementsOf, recipientsOf, requireConnection, requireDocument } from "./queries";
import { callHash, deliverEnvelope } from "./send-envelope";

const actor: SystemActor = { kind: "system", job: deliverEnvelope.name };

async function findEnvelope(envelopeId: string): Promise<EnvelopeRow | undefined> {
  const [row] = await read((db) => db.select().from(envelopes).where(eq(envelopes.id, envelopeId)));
  return row;
}

/** Everything that the attempt works on, read before it begins. */
const loadAttempt = (envelope: EnvelopeRow) =>
  read(async (db) => {
    const document = await requireDocument(db, envelope.documentId);
    const people = await recipientsOf(db, envelope.id);
    const boxes = await placementsOf(db, envelope.id);
    const { providerId } = await requireConnection(db, envelope.connectionId);
    const provider = requireProvider(providerId);
    const call = provider.prepare(prepareRequest(envelope, document, people, boxes), {});
    return { document, people, boxes, provider, call };
  });
type Attempt = Awaited<ReturnType<typeof loadAttempt>>;

/** T1: from `queued` to `sending`, with an attempt. After a crash the same attempt goes on. */
async function beginAttempt(envelope: EnvelopeRow, { call }: Attempt, now: Date): Promise<void> {
  if (envelope.status === "sending") return;
  crashPoint("t1.before");
  await write(async (tx) => {
    const number = envelope.currentAttempt + 1;
    await changeStatus(tx, envelope, {
      to: "sending",
      action: "envelope.sending",
      actor,
      at: now,
      details: { attempt: number },
      set: { currentAttempt: number },
    });
    await tx.insert(attempts).values({
      id: newId(now.getTime()),
      envelopeId: envelope.id,
      number,
      requestSha256: callHash(call),
      state: "prepared",
      startedAt: now,
    });
  });
  crashPoint("t1.after");
}

/** The revision that goes out to be signed: every signer's box is in it before the first signature. */
async function prepareFile({ document, people, boxes }: Attempt) {
  const original = await readStoredFile(document.sha256);
  const prepared = await runSigningTask({
    kind: "prepare",
    request: {
      bytes: original,
      form: "keep",
      placements: boxes.map(({ id, recipientId, page, x, y, width, height }) => ({
        id,
        page,
        x,
        y,
        width,
        height,
        title: people.find((person) => person.id === recipientId)?.name ?? "",
      })),
    },
  });
  // What is signed begins with the very bytes that were uploaded, or it is not sent.
  if (prepared.mode === "rewritten") throw new AppError("document_damaged");
  const file = await storeFile(prepared.bytes);
  return { file, sealNames: prepared.signatureFields };
}

type Accepted = Extract<Interpretation, { outcome: "accepted" }>;

/** T3 of an accepted attempt: all of it, or nothing. */
async function commitAccepted(
  envelopeId: string,
  accepted: Accepted,
  { file, sealNames }: Awaited<ReturnType<typeof prepareFile>>,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const [envelope] = await tx.select().from(envelopes).where(eq(envelopes.id, envelopeId));
    // Somebody else finished this attempt: a worker that was thought dead.
    if (envelope?.status !== "sending") return;
    for (const [id, sealName] of Object.entries(sealNames))
      await tx.update(placements).set({ sealName }).where(eq(placements.id, id));
    await tx
      .update(attempts)
      .set({ state: "accepted", externalId: accepted.externalId, finishedAt: now })
      .where(
        and(eq(attempts.envelopeId, envelopeId), eq(attempts.number, envelope.currentAttempt)),
      );
    await changeStatus(tx, envelope, {
      to: "in_progress",
      action: "envelope.sent",
      actor,
      at: now,
      set: { sentAt: now, workingSha256: file.sha256, reference: accepted.reference },
    });
    await inviteRecipientsDue(tx, envelope, actor, now);
    if (envelope.expiresAt)
      await enqueue(
        tx,
        expireEnvelope,
        { envelopeId },
        { now, runAt: envelope.expiresAt, key: envelopeId },
      );
  });
}

async function commitFailed(envelopeId: string, reason: string, now: Date): Promise<void> {
  await write(async (tx) => {
    const [envelope] = await tx.select().from(envelopes).where(eq(envelopes.id, envelopeId));
    if (envelope?.status !== "sending") return;
    await tx
      .update(attempts)
      .set({ state: "rejected", detail: reason, finishedAt: now })
      .where(
        and(
          eq(attempts.envelopeId, envelopeId),
          inArray(attempts.state, ["prepared", "sending", "unknown"]),
        ),
      );
    await changeStatus(tx, envelope, {
      to: "failed",
      action: "envelope.failed",
      actor,
      at: now,
      details: { code: reason },
      set: { reason },
    });
    await notifyOfEnding(tx, envelope, "failed", now);
  });
}

/**
 * The `deliver-envelope` job. With a signer of Muhr's own nothing leaves the portal, so an attempt
 * that a crash cut off is simply done again; the last step commits once.
 */
export async function runDeliverEnvelope(
  { envelopeId }: { envelopeId: string },
  now: Date,
): Promise<void> {
  const envelope = await findEnvelope(envelopeId);
  if (!envelope || !["queued", "sending"].includes(envelope.status)) return;
  const attempt = await loadAttempt(envelope);
  await beginAttempt(envelope, attempt, now);
  try {
    const accepted = attempt.provider.interpret({ kind: "here" });
    if (attempt.call.kind !== "here" || accepted.outcome !== "accepted")
      throw new Error(`No way to deliver through ${attempt.provider.id}`);
    const prepared = await prepareFile(attempt);
    crashPoint("t3.before");
    await commitAccepted(envelopeId, accepted, prepared, now);
    crashPoint("t3.after");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await commitFailed(envelopeId, error.code, now);
  }
}
