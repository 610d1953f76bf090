import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { recordAudit } from "@/lib/audit/record-audit";
import type { CallbackRow } from "@/lib/callbacks/keep-callback";
import { judgeCallbacks, waitingCallbacks } from "@/lib/callbacks/queries";
import { crashPoint } from "@/lib/kernel/fault-injection";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { Look } from "./apply-snapshot";
import { applySnapshot } from "./apply-snapshot";
import { announceChange } from "./change-status";
import { collectFile } from "./collect-file";
import { composeFinal } from "./compose-final";
import { findFileLapse, warnOfLapse } from "./file-lapse";
import { findPassword } from "./file-password";
import { findCurrentDocument } from "./find-attempt";
import type { Known } from "./join-snapshot";
import { toKnown } from "./join-snapshot";
import { openReference, replaceReference } from "./keep-reference";
import type { ProviderDocumentRow } from "./keep-snapshot";
import { findEnvelope } from "./load-delivery";
import type { Case } from "./look-there";
import { loadCase, lookForFile, noteFileTrouble } from "./look-there";
import { artifactsOf, lockEnvelope, timelineOf } from "./queries";
import type { ReadBackPayload } from "./request-read-back";
import { enqueueReadBack } from "./request-read-back";
import { lookWhetherOurs, takeOn } from "./take-on";

/**
 * The `read-back` job: the one path by which anything that happened at a provider becomes a fact
 * here, whether a callback, the poller, a returning browser or a person asked for it.
 */
export async function runReadBack(
  { envelopeId, isAsked }: ReadBackPayload,
  now: Date,
): Promise<void> {
  const envelope = await findEnvelope(envelopeId);
  if (!envelope) return;
  const open = await loadCase(envelope);
  const callbacks = await read((db) => waitingCallbacks(db, envelopeId));
  for (const callback of callbacks) await followCallback(open, callback, now);
  crashPoint("readback.bound");
  const document = await read((db) => findCurrentDocument(db, envelopeId));
  const because = callbacks.length > 0 ? "callback" : isAsked ? "person" : "poll";
  if (document) await followDocument(open, document, { because, actor: open.actor, at: now });
}

/** A callback names a document: when it is ours, and was not known yet, it is taken on. */
async function followCallback(open: Case, callback: CallbackRow, now: Date): Promise<void> {
  const { externalId, attemptId } = callback;
  const judge = (verdict: "confirmed" | "ignored", reason: string | null) =>
    write((tx) => judgeAndTell(tx, open, callback, verdict, reason, now));
  if (!externalId || !attemptId) return judge("ignored", "names_no_document");
  const [attempt] = await read((db) =>
    db.select().from(attempts).where(eq(attempts.id, attemptId)),
  );
  if (!attempt) return judge("ignored", "names_no_document");
  if (attempt.externalId === externalId) return judge("confirmed", null);
  if (attempt.externalId !== null) return judge("ignored", "other_document");
  if (["rejected", "not_sent"].includes(attempt.state)) return judge("ignored", "never_sent");
  const reference = open.connection.provider.toReference(externalId);
  const found = await lookWhetherOurs(open, reference, now);
  if (found === "unknown_document" || found === "not_ours") return judge("ignored", found);
  const document = { externalId, reference: found.reference ?? reference };
  await write(async (tx) => {
    const isTaken = await takeOn(tx, open, attemptId, document, now);
    const verdict = isTaken ? "confirmed" : "ignored";
    await judgeAndTell(tx, open, callback, verdict, isTaken ? null : "other_document", now);
  });
}

async function judgeAndTell(
  tx: Tx,
  { envelope, actor }: Case,
  callback: CallbackRow,
  verdict: "confirmed" | "ignored",
  reason: string | null,
  now: Date,
): Promise<void> {
  await judgeCallbacks(tx, [callback.id], verdict, reason);
  // The same bytes again are counted, not told again.
  if (callback.times > 1 && verdict === "confirmed") return;
  await recordAudit(tx, {
    action: verdict === "confirmed" ? "callback.confirmed" : "callback.ignored",
    actor,
    at: now,
    envelopeId: envelope.id,
    details: { reason },
  });
  announceChange(envelope.id);
}

async function followDocument(
  open: Case,
  document: ProviderDocumentRow,
  seen: Look,
): Promise<void> {
  const { envelope } = open;
  const { provider } = open.connection;
  const now = seen.at;
  const reference = openReference(document);
  if (provider.capabilities.keepsFileFor !== undefined)
    await write(async (tx) =>
      warnOfLapse(tx, await lockEnvelope(tx, envelope.id), provider.capabilities, now),
    );
  const snapshot = await lookForFile(open, reference, false, now);
  if (!snapshot) return;
  const { status, known } = await write(async (tx) => {
    if (snapshot.reference) await replaceReference(tx, document.id, snapshot.reference);
    return applySnapshot(tx, document, toKnown(snapshot, now), seen);
  });
  crashPoint("readback.applied");
  const isMissingFile =
    known.isSigned && (await read((db) => artifactsOf(db, envelope.id))).length === 0;
  if (isMissingFile) {
    const newest = snapshot.reference ?? reference;
    const looked = await lookForFile(open, newest, true, now);
    const { signedFile, evidence, hashes } = looked ?? snapshot;
    const { externalId } = document;
    if (signedFile) {
      const password = await read((db) => findPassword(db, document.attemptId));
      const file = { bytes: signedFile, hashes, password };
      return collectFile(envelope.id, file, externalId, open.actor, new Date());
    }
    if (evidence && provider.capabilities.signedFile === "composed_here")
      return composeFinal(envelope, { provider, externalId, evidence }, open.actor, new Date());
    if (looked) await write((tx) => noteFileTrouble(tx, envelope.id, { code: "file_not_ready" }));
  }
  const isOpen = status === "in_progress" || status === "completing";
  if (isOpen || isStillWatched(open, status, known, now))
    await write((tx) => planNextLook(tx, document.id, open, now));
}

const watchMilliseconds = 30 * 24 * 3_600_000;

/** What was withdrawn at a provider that promises nothing may be signed there all the same. */
function isStillWatched(
  { envelope, connection }: Case,
  status: EnvelopeStatus,
  { isSigned }: Known,
  now: Date,
): boolean {
  if (connection.provider.capabilities.cancel !== "told" || isSigned) return false;
  const ended = envelope.endedAt ?? now;
  const isRecent = now.getTime() - ended.getTime() < watchMilliseconds;
  return isRecent && ["canceled", "expired", "declined"].includes(status);
}

const hour = 3_600_000;

async function planNextLook(
  tx: Tx,
  documentId: string,
  { envelope: { id }, connection }: Case,
  now: Date,
): Promise<void> {
  const [row] = await tx
    .select({ quietReads: providerDocuments.quietReads })
    .from(providerDocuments)
    .where(eq(providerDocuments.id, documentId));
  const envelope = await lockEnvelope(tx, id);
  const { capabilities } = connection.provider;
  const lapse = findFileLapse(envelope, capabilities, await timelineOf(tx, id));
  const latest = lapse
    ? lapse.alarmAt
    : envelope.expiresAt && new Date(envelope.expiresAt.getTime() + hour);
  await enqueueReadBack(tx, id, now, {
    quietReads: row?.quietReads ?? 0,
    ...(latest && { latest }),
  });
}
