import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { recordAudit } from "@/lib/audit/record-audit";
import { releaseStrangers } from "@/lib/callbacks/release-strangers";
import { lockConnection } from "@/lib/connections/queries";
import { newId } from "@/lib/kernel/ids";
import type { Values } from "@/lib/provider-kit/contract";
import type { Actor } from "@/lib/vocabulary/actor";
import { announceChange, changeStatus } from "./change-status";
import type { AttemptRow } from "./find-attempt";
import { findDocument, findOtherDocument } from "./find-attempt";
import { toldByAnswer } from "./join-snapshot";
import { replaceReference, sealReference } from "./keep-reference";
import { sealKnown } from "./keep-snapshot";
import { referenceHash } from "./match-callback";
import { raiseAlarm } from "./notify-people";
import { planCallbackCheck } from "./plan-callback-check";
import type { EnvelopeRow } from "./queries";
import { lockEnvelope } from "./queries";
import { refreshSearch } from "./refresh-search";
import { planExpiry } from "./request-expiry";
import { enqueueReadBack } from "./request-read-back";
import { canBecome } from "./state";

/** How we came to know of a provider's document. */
export type Finding = "answer" | "callback" | "person";

type Found = {
  readonly connectionId: string;
  readonly envelope: EnvelopeRow;
  readonly attempt: AttemptRow;
  readonly externalId: string;
  readonly reference: Values;
  /** The reference is of the answer to the create, which knows all that there is. */
  readonly isAnswer?: boolean;
  /** As the answer to the create said. */
  readonly hasToldPeople?: boolean | undefined;
  readonly actor: Actor;
  readonly now: Date;
};

/**
 * Notes that a provider's document is the child of this attempt.
 * @returns false when the document belongs to another attempt, or the attempt has another document
 */
export async function bindDocument(tx: Tx, found: Found): Promise<boolean> {
  const { connectionId, envelope, attempt, externalId, reference, now } = found;
  if (attempt.externalId !== null && attempt.externalId !== externalId) return false;
  const id = newId(now.getTime());
  // A callback for this document that comes meanwhile waits, and then finds it.
  const connection = await lockConnection(tx, connectionId);
  await tx
    .insert(providerDocuments)
    .values({
      id,
      connectionId,
      externalId,
      envelopeId: envelope.id,
      attemptId: attempt.id,
      reference: sealReference(id, reference),
      ...(found.hasToldPeople && { snapshotEncrypted: sealKnown(id, toldByAnswer) }),
      createdAt: now,
    })
    .onConflictDoNothing();
  const row = await findDocument(tx, connectionId, externalId);
  if (row?.attemptId !== attempt.id) return false;
  // A callback came first, and knew no more than the number.
  if (row.id !== id && found.isAnswer) await replaceReference(tx, row.id, reference);
  if (attempt.externalId === externalId) return true;
  await tx.update(attempts).set({ externalId }).where(eq(attempts.id, attempt.id));
  await refreshSearch(tx, envelope.id);
  await recordAudit(tx, {
    action: "attempt.document_found",
    actor: found.actor,
    at: now,
    envelopeId: envelope.id,
    details: { attempt: attempt.number, document: externalId },
  });
  await takeCallbacksIn(tx, found);
  await planCallbackCheck(tx, connection, now);
  announceChange(envelope.id);
  return true;
}

/** What was called before we knew of the document: at an address for all it was nobody's until now. */
async function takeCallbacksIn(
  tx: Tx,
  { connectionId, envelope, attempt, externalId, reference, actor, now }: Found,
): Promise<void> {
  const released = await releaseStrangers(tx, {
    connectionId,
    externalId,
    referenceHash: referenceHash(reference),
    attemptId: attempt.id,
    envelopeId: envelope.id,
  });
  if (released === 0) return;
  await recordAudit(tx, { action: "callback.received", actor, at: now, envelopeId: envelope.id });
  await enqueueReadBack(tx, envelope.id, now, { isSoon: true });
}

/**
 * Takes an envelope on whose attempt has made a document, however late that became known. Two
 * documents of one envelope are never overwritten silently: that is a `conflict`.
 */
export async function adoptAttempt(
  tx: Tx,
  attempt: AttemptRow,
  externalId: string,
  how: Finding,
  actor: Actor,
  now: Date,
): Promise<void> {
  const envelope = await lockEnvelope(tx, attempt.envelopeId);
  const other = await findOtherDocument(tx, envelope.id, attempt.id);
  if (other) return becomeConflict(tx, envelope, [other.externalId ?? "", externalId], actor, now);
  if (!canBecome(envelope.status, "in_progress")) return;
  await tx
    .update(attempts)
    .set({
      state: "accepted",
      externalId,
      finishedAt: now,
      claimedBy: null,
      claimedUntil: null,
      ...(how === "answer" && { trouble: null }),
    })
    .where(eq(attempts.id, attempt.id));
  await changeStatus(tx, envelope, {
    to: "in_progress",
    action: "envelope.sent",
    actor,
    at: now,
    details: { attempt: attempt.number, document: externalId, known: how },
    set: {
      sentAt: attempt.sentAt ?? now,
      currentAttempt: attempt.number,
      trouble: null,
      waits: 0,
      nextTryAt: null,
    },
  });
  await planExpiry(tx, envelope, now);
  await enqueueReadBack(tx, envelope.id, now, { isSoon: true });
}

/** More than one document of one envelope, or an end that is not its end: a person decides. */
export async function becomeConflict(
  tx: Tx,
  envelope: EnvelopeRow,
  documents: readonly string[],
  actor: Actor,
  now: Date,
): Promise<void> {
  const details = { documents: documents.join(", ") };
  if (canBecome(envelope.status, "conflict")) {
    await changeStatus(tx, envelope, {
      to: "conflict",
      action: "envelope.conflicted",
      actor,
      at: now,
      details,
    });
    return raiseAlarm(tx, envelope, "conflict", now);
  }
  await recordAudit(tx, {
    action: "envelope.conflict_noted",
    actor,
    at: now,
    envelopeId: envelope.id,
    details,
  });
}
