import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes, placements } from "@/db/schema/envelopes";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import { AppError } from "@/lib/kernel/errors";
import { crashPoint } from "@/lib/kernel/fault-injection";
import type { Interpretation } from "@/lib/provider-kit/contract";
import { runSigningTask } from "@/lib/signing/engine";
import type { SystemActor } from "@/lib/vocabulary/actor";
import { beginAttempt } from "./begin-attempt";
import { changeStatus } from "./change-status";
import { inviteRecipientsDue } from "./invite-recipients";
import type { Delivery } from "./load-delivery";
import { raiseAlarm } from "./notify-people";
import { refreshSearch } from "./refresh-search";
import { planExpiry } from "./request-expiry";

/** The revision that goes out to be signed: every signer's box is in it before the first signature. */
async function prepareFile({ document, people, boxes }: Delivery) {
  if (!document) throw new Error("A signer of Muhr's own has no templates");
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
  actor: SystemActor,
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
    await refreshSearch(tx, envelopeId);
    await changeStatus(tx, envelope, {
      to: "in_progress",
      action: "envelope.sent",
      actor,
      at: now,
      set: { sentAt: now, workingSha256: file.sha256, reference: accepted.reference },
    });
    await inviteRecipientsDue(tx, envelope, actor, now);
    await planExpiry(tx, envelope, now);
  });
}

async function commitFailed(
  envelopeId: string,
  actor: SystemActor,
  reason: string,
  now: Date,
): Promise<void> {
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
    await raiseAlarm(tx, envelope, "failed", now);
  });
}

/**
 * With a signer of Muhr's own nothing leaves the portal, so an attempt that a crash cut off is
 * simply done again; the last step commits once.
 */
export async function deliverHere(
  delivery: Delivery,
  actor: SystemActor,
  now: Date,
): Promise<void> {
  const { envelope, connection } = delivery;
  if (envelope.status === "queued") await beginAttempt(delivery, actor, now);
  try {
    const accepted = connection.provider.interpret({ kind: "here" });
    if (accepted.outcome !== "accepted")
      throw new Error(`No way to deliver through ${connection.provider.id}`);
    const prepared = await prepareFile(delivery);
    crashPoint("t3.before");
    await commitAccepted(envelope.id, actor, accepted, prepared, now);
    crashPoint("t3.after");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await commitFailed(envelope.id, actor, error.code, now);
  }
}
