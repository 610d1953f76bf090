import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { CallbackRow } from "@/lib/callbacks/keep-callback";
import { judgeCallbacks, waitingCallbacks } from "@/lib/callbacks/queries";
import type { OpenConnection } from "@/lib/connections/open-connection";
import { openConnection } from "@/lib/connections/open-connection";
import { noteFailure, noteSuccess } from "@/lib/connections/trip-breaker";
import { crashPoint } from "@/lib/kernel/fault-injection";
import type { Snapshot, Values } from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import type { ProviderActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { Look } from "./apply-snapshot";
import { applySnapshot } from "./apply-snapshot";
import { adoptAttempt, bindDocument } from "./bind-document";
import { announceChange } from "./change-status";
import { collectFile } from "./collect-file";
import { composeFinal } from "./compose-final";
import { findCurrentDocument } from "./find-attempt";
import type { Known } from "./join-snapshot";
import { toKnown } from "./join-snapshot";
import { openReference } from "./keep-reference";
import type { ProviderDocumentRow } from "./keep-snapshot";
import { findEnvelope } from "./load-delivery";
import { toSendRecipient } from "./prepare-request";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { artifactsOf, lockEnvelope, recipientsOf, requireConnection } from "./queries";
import { isOurs } from "./recognise-document";
import type { ReadBackPayload } from "./request-read-back";
import { enqueueReadBack } from "./request-read-back";

type Case = {
  readonly envelope: EnvelopeRow;
  readonly people: readonly RecipientRow[];
  readonly connection: OpenConnection;
  readonly actor: ProviderActor;
};

const loadCase = (envelope: EnvelopeRow): Promise<Case> =>
  read(async (db) => {
    const row = await requireConnection(db, envelope.connectionId);
    const connection = openConnection(row, { envelopeId: envelope.id });
    const actor = { kind: "provider", providerId: connection.provider.id, address: null } as const;
    return { envelope, people: await recipientsOf(db, envelope.id), connection, actor };
  });

/** @throws ProviderError, TransportError; a failure counts against the connection */
async function look(
  { connection, people }: Case,
  reference: Values,
  wantsFile: boolean,
  now: Date,
): Promise<Snapshot> {
  try {
    const snapshot = await connection.session.read(reference, {
      recipients: people.map(toSendRecipient),
      wantsFile,
    });
    await write((tx) => noteSuccess(tx, connection.id));
    return snapshot;
  } catch (error) {
    if (error instanceof ProviderError || error instanceof TransportError)
      await write((tx) => noteFailure(tx, connection.id, error.code, now));
    throw error;
  }
}

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
  const snapshot = await look(open, reference, false, now).catch((error: unknown) => {
    // A number that the provider does not know is not this attempt's document.
    if (error instanceof ProviderError && error.code === "unknown_document") return undefined;
    throw error;
  });
  if (!snapshot) return judge("ignored", "unknown_document");
  const { capabilities } = open.connection.provider;
  if (!isOurs(snapshot, open.envelope, open.people, capabilities))
    return judge("ignored", "not_ours");
  await write(async (tx) => {
    const fresh = await lockEnvelope(tx, open.envelope.id);
    const [current] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!current) return;
    const isBound = await bindDocument(tx, {
      connectionId: open.connection.id,
      envelope: fresh,
      attempt: current,
      externalId,
      reference,
      actor: open.actor,
      now,
    });
    if (!isBound) return judgeAndTell(tx, open, callback, "ignored", "other_document", now);
    await judgeAndTell(tx, open, callback, "confirmed", null, now);
    // While its sender still waits for the answer, the sender takes it on itself.
    const isUnderWay = current.state === "prepared" || current.state === "sending";
    if (!isUnderWay && fresh.status !== "queued")
      await adoptAttempt(tx, current, externalId, "callback", open.actor, now);
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
  const now = seen.at;
  const reference = openReference(document);
  const snapshot = await look(open, reference, false, now);
  const { status, known } = await write((tx) =>
    applySnapshot(tx, document, toKnown(snapshot, now), seen),
  );
  crashPoint("readback.applied");
  const isMissingFile =
    known.isSigned && (await read((db) => artifactsOf(db, envelope.id))).length === 0;
  if (isMissingFile) {
    const { signedFile, evidence } = await look(open, reference, true, now);
    const { externalId } = document;
    if (signedFile) return collectFile(envelope.id, signedFile, externalId, open.actor, new Date());
    const { provider } = open.connection;
    if (evidence && provider.capabilities.signedFile === "composed_here")
      return composeFinal(envelope, { provider, externalId, evidence }, open.actor, new Date());
    await write((tx) => noteMissingFile(tx, envelope.id));
  }
  const isOpen = status === "in_progress" || status === "completing";
  if (isOpen || isStillWatched(open, status, known, now))
    await write((tx) => planNextLook(tx, document.id, envelope, now));
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

async function noteMissingFile(tx: Tx, envelopeId: string): Promise<void> {
  await tx
    .update(envelopes)
    .set({ trouble: { code: "file_not_ready" } })
    .where(eq(envelopes.id, envelopeId));
  announceChange(envelopeId);
}

const hour = 3_600_000;

async function planNextLook(
  tx: Tx,
  documentId: string,
  { id, expiresAt }: EnvelopeRow,
  now: Date,
): Promise<void> {
  const [row] = await tx
    .select({ quietReads: providerDocuments.quietReads })
    .from(providerDocuments)
    .where(eq(providerDocuments.id, documentId));
  await enqueueReadBack(tx, id, now, {
    quietReads: row?.quietReads ?? 0,
    ...(expiresAt && { latest: new Date(expiresAt.getTime() + hour) }),
  });
}
