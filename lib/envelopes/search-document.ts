import "server-only";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { describeTrouble } from "@/lib/connections/describe-trouble";
import { isPaused, noteFailure } from "@/lib/connections/trip-breaker";
import { readStoredFile } from "@/lib/files/store-file";
import { AppError } from "@/lib/kernel/errors";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { isDeadProcess, processName } from "@/lib/kernel/process-name";
import type { HttpCall, Interpretation } from "@/lib/provider-kit/contract";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import { ProviderError } from "@/lib/provider-kit/errors";
import { fillCall } from "@/lib/provider-kit/fill-call";
import { TransportError } from "@/lib/provider-kit/http";
import type { AccountActor, Actor, SystemActor } from "@/lib/vocabulary/actor";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { attemptAddresses, claimMilliseconds } from "./begin-attempt";
import { announceChange } from "./change-status";
import type { AttemptRow } from "./find-attempt";
import { requireUnknownAttempt } from "./find-attempt";
import { isHeld } from "./hold-delivery";
import type { Delivery } from "./load-delivery";
import { findEnvelope, loadDelivery } from "./load-delivery";
import { raiseAlarm } from "./notify-people";
import { lockEnvelope, requireEnvelope } from "./queries";
import { canBeSearched, planSearch, searchDocument } from "./request-search";
import type { EnvelopeIdInput } from "./schema";
import { callHash } from "./send-envelope";
import { settleAttempt } from "./settle-attempt";

/** What a search brought. `isFinal`: searching on by itself would bring nothing else. */
type Search =
  | Extract<Interpretation, { outcome: "accepted" }>
  | { readonly outcome: "nothing"; readonly trouble: Trouble; readonly isFinal: boolean };

const systemActor: SystemActor = { kind: "system", job: searchDocument.name };
/** Searches after which people are told that nobody knows: what ends by itself alarms nobody. */
const patience = 3;

/** The `search-document` job. */
export async function runSearchDocument(
  { attemptId, tries }: { attemptId: string; tries: number },
  now: Date,
): Promise<void> {
  const [attempt] = await read((db) =>
    db.select().from(attempts).where(eq(attempts.id, attemptId)),
  );
  const envelope = attempt && (await findEnvelope(attempt.envelopeId));
  const isWanted = attempt?.state === "unknown" && envelope?.status === "needs_check";
  // What was final to somebody else's search is not searched for again.
  if (!isWanted || envelope.nextTryAt === null) return;
  const isFree = !(await read(isHeld)) && (await claim(attempt, now));
  if (!isFree) return write(async (tx) => void (await planSearch(tx, attempt, tries || 1, now)));
  const delivery = await loadDelivery(envelope, attempt.number);
  // Its settings may lead to another account now, which has never heard of the first request.
  const found = isOtherNow(delivery, attempt)
    ? nothing({ code: "request_changed" }, true)
    : await search(delivery, attempt, now);
  if (found.outcome === "accepted") return adopt(delivery, attempt, found, systemActor);
  await write(async (tx) => {
    if (!(await noteNothing(tx, attempt, found, systemActor, new Date()))) return;
    const goesOn = !found.isFinal && (await planSearch(tx, attempt, tries + 1, new Date()));
    const isTime = goesOn ? tries + 1 === patience : tries < patience;
    if (isTime) await raiseAlarm(tx, envelope, "needs_check", new Date());
  });
}

/**
 * A person wants to know now whether the first request arrived: the same create once more, never
 * forced, which finds what there is or makes it.
 * @returns whether it is under way now
 * @throws AppError `not_found`, `forbidden`, `conflict` also while somebody else searches
 */
export async function searchAgain(
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<{ readonly isFound: boolean }> {
  const { envelope, attempt } = await read(async (db) => {
    const envelope = await requireEnvelope(db, actor, envelopeId, "envelope.reconcile");
    return { envelope, attempt: await requireUnknownAttempt(db, envelope) };
  });
  const delivery = await loadDelivery(envelope, attempt.number);
  const isAllowed =
    canBeSearched(delivery.connection.provider.capabilities) && !(await read(isHeld));
  if (!isAllowed || !(await claim(attempt, now))) throw new AppError("conflict");
  const found = await search(delivery, attempt, now);
  if (found.outcome === "accepted") {
    await adopt(delivery, attempt, found, actor);
    return { isFound: true };
  }
  await write((tx) => noteNothing(tx, attempt, found, actor, new Date()));
  return { isFound: false };
}

const isOtherNow = ({ row: { updatedAt } }: Delivery, { startedAt }: AttemptRow): boolean =>
  updatedAt !== null && updatedAt > startedAt;

/** One search at a time, also among several processes. */
const claim = (attempt: AttemptRow, now: Date): Promise<boolean> =>
  write(async (tx) => {
    const isOrphan = isDeadProcess(attempt.claimedBy ?? "");
    const claimed = await tx
      .update(attempts)
      .set({
        claimedBy: processName(),
        claimedUntil: new Date(now.getTime() + claimMilliseconds),
      })
      .where(
        and(
          eq(attempts.id, attempt.id),
          eq(attempts.state, "unknown"),
          or(
            isNull(attempts.claimedUntil),
            lt(attempts.claimedUntil, now),
            isOrphan ? eq(attempts.claimedBy, attempt.claimedBy ?? "") : undefined,
          ),
        ),
      )
      .returning({ id: attempts.id });
    return claimed.length > 0;
  });

const nothing = (trouble: Trouble, isFinal: boolean): Search => ({
  outcome: "nothing",
  trouble,
  isFinal,
});

/** Sends the body of the attempt once more, unless it would be another one. */
async function search(delivery: Delivery, attempt: AttemptRow, now: Date): Promise<Search> {
  const { call, connection, row } = delivery;
  // Under changed settings a repeat might be a second document instead of the first one.
  if (call.kind !== "http" || callHash(call) !== attempt.requestSha256)
    return nothing({ code: "request_changed" }, true);
  if (isPaused(row, now)) return nothing({ code: "connection_paused" }, false);
  const secrets = secretsOf(connection.provider.settings, connection.settings);
  try {
    crashPoint("search.before");
    const found = await findAgain(delivery, call, attempt);
    crashPoint("search.after");
    return toSearch(found, secrets);
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof TransportError)) throw error;
    await write((tx) => noteFailure(tx, connection.id, error.code, new Date()));
    return nothing(describeTrouble(error, secrets), false);
  }
}

async function findAgain(
  { connection, document }: Delivery,
  call: HttpCall,
  attempt: AttemptRow,
): Promise<Interpretation> {
  const { session, provider, settings } = connection;
  if (!session.findAgain) throw new Error(`${provider.id} finds nothing again`);
  const body = fillCall(call, {
    document: document && (await readStoredFile(document.sha256)),
    texts: attemptAddresses(connection, attempt.id),
    settings,
    now: new Date(),
  });
  return session.findAgain(call, body);
}

/** A definite no to the repeat says nothing of the first request: that stays with a person. */
function toSearch(found: Interpretation, secrets: readonly string[]): Search {
  switch (found.outcome) {
    case "accepted":
      return found;
    case "rejected":
      return nothing(describeTrouble(found.error, secrets), true);
    case "not_sent":
      return nothing(describeTrouble(found.error, secrets), false);
    case "unknown":
      return found.error
        ? nothing(describeTrouble(found.error, secrets), true)
        : nothing({ code: "unexpected" }, false);
  }
}

async function adopt(
  delivery: Delivery,
  attempt: AttemptRow,
  found: Extract<Search, { outcome: "accepted" }>,
  actor: Actor,
): Promise<void> {
  await write((tx) => noteSearch(tx, attempt, "found", actor, new Date()));
  await settleAttempt(delivery, attempt, found, actor, new Date());
}

/** @returns false when the attempt was settled in the meantime */
async function noteNothing(
  tx: Tx,
  attempt: AttemptRow,
  { trouble, isFinal }: Extract<Search, { outcome: "nothing" }>,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  const envelope = await lockEnvelope(tx, attempt.envelopeId);
  const noted = await tx
    .update(attempts)
    .set({ trouble, claimedBy: null, claimedUntil: null })
    .where(and(eq(attempts.id, attempt.id), eq(attempts.state, "unknown")))
    .returning({ id: attempts.id });
  if (noted.length === 0 || envelope.status !== "needs_check") return false;
  await tx
    .update(envelopes)
    .set({ trouble, ...(isFinal && { nextTryAt: null }) })
    .where(eq(envelopes.id, envelope.id));
  await noteSearch(tx, attempt, trouble.code, actor, now);
  return true;
}

async function noteSearch(
  tx: Tx,
  { envelopeId, number }: AttemptRow,
  found: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  await recordAudit(tx, {
    action: "attempt.document_searched",
    actor,
    at: now,
    envelopeId,
    details: { attempt: number, found },
  });
  announceChange(envelopeId);
}
