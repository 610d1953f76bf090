import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { noteFailure, noteSuccess } from "@/lib/connections/trip-breaker";
import { enqueue } from "@/lib/jobs/queue";
import { scaled } from "@/lib/kernel/fault-injection";
import type { Interpretation } from "@/lib/provider-kit/contract";
import type { Actor } from "@/lib/vocabulary/actor";
import type { AttemptState, Trouble } from "@/lib/vocabulary/delivery";
import { adoptAttempt, becomeConflict, bindDocument } from "./bind-document";
import { announceChange, changeStatus } from "./change-status";
import type { AttemptRow } from "./find-attempt";
import type { Delivery } from "./load-delivery";
import { raiseAlarm } from "./notify-people";
import type { EnvelopeRow } from "./queries";
import { lockEnvelope } from "./queries";
import { isSearchable, planSearch } from "./request-search";
import { deliverEnvelope } from "./send-envelope";

type Accepted = Extract<Interpretation, { outcome: "accepted" }>;

/** What became of one try, after the answer was understood. */
export type Outcome =
  | Accepted
  | { readonly outcome: "rejected"; readonly trouble: Trouble }
  | {
      readonly outcome: "not_sent";
      readonly trouble: Trouble;
      /** Seconds that the provider asks us to wait. */
      readonly retryAfter?: number | undefined;
    }
  | { readonly outcome: "unknown"; readonly trouble: Trouble };

/** One attempt, while what became of it is written down. */
type Settling = {
  readonly tx: Tx;
  readonly envelope: EnvelopeRow;
  readonly attempt: AttemptRow;
  readonly actor: Actor;
  readonly now: Date;
};

const minute = 60_000;
/** How long the n-th try in a row that sent nothing is followed by a pause. */
const pauses = [5_000, 30_000, 2 * minute, 10 * minute, 30 * minute];

/** An attempt may be settled only once, by whoever comes first: its sender, or the recovery. */
async function endAttempt(
  tx: Tx,
  attempt: Pick<AttemptRow, "id">,
  from: readonly AttemptState[],
  set: Partial<AttemptRow>,
): Promise<boolean> {
  const ended = await tx
    .update(attempts)
    .set({ ...set, claimedBy: null, claimedUntil: null })
    .where(and(eq(attempts.id, attempt.id), inArray(attempts.state, [...from])))
    .returning({ id: attempts.id });
  return ended.length > 0;
}

/** T3: writes down what became of an attempt, and everything that follows from it. */
export async function settleAttempt(
  { envelope: { id }, connection }: Pick<Delivery, "envelope" | "connection">,
  attempt: AttemptRow,
  outcome: Outcome,
  actor: Actor,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const envelope = await lockEnvelope(tx, id);
    const [current] = await tx.select().from(attempts).where(eq(attempts.id, attempt.id));
    if (!current) throw new Error("An attempt has vanished");
    const settling = { tx, envelope, attempt: current, actor, now };
    if (outcome.outcome === "accepted") return settleAccepted(settling, connection.id, outcome);
    // A callback has found the document that this attempt made: then it was sent, whatever we saw.
    if (current.externalId !== null)
      return adoptAttempt(tx, current, current.externalId, "callback", actor, now);
    if (outcome.outcome === "unknown") return settleUnknown(settling, outcome.trouble);
    if (outcome.outcome === "rejected") return settleRejected(settling, outcome.trouble);
    return settleNotSent(settling, connection.id, outcome);
  });
}

async function settleAccepted(
  { tx, envelope, attempt, actor, now }: Settling,
  connectionId: string,
  { reference, externalId, hasToldPeople }: Accepted,
): Promise<void> {
  if (externalId === null) throw new Error("A provider elsewhere gave its document no number");
  await noteSuccess(tx, connectionId);
  const found = { connectionId, envelope, attempt, externalId, reference, hasToldPeople };
  if (await bindDocument(tx, { ...found, isAnswer: true, actor, now }))
    return adoptAttempt(tx, attempt, externalId, "answer", actor, now);
  // The answer names another document than the callback of this attempt did.
  await becomeConflict(tx, envelope, [attempt.externalId ?? "", externalId], actor, now);
}

/**
 * Nobody knows whether it exists: it is never sent again by itself, but searched for where a repeat
 * finds what the first one made.
 */
export async function settleUnknown(
  { tx, envelope, attempt, actor, now }: Settling,
  trouble: Trouble,
): Promise<void> {
  if (!(await endAttempt(tx, attempt, ["sending"], { state: "unknown", trouble }))) return;
  if (envelope.status !== "sending") return;
  await changeStatus(tx, envelope, {
    to: "needs_check",
    action: "envelope.needs_check",
    actor,
    at: now,
    details: { attempt: attempt.number, code: trouble.code },
    set: { trouble, nextTryAt: null },
  });
  const isSought =
    trouble.code !== "other_document" && (await isSearchable(tx, envelope.connectionId));
  if (isSought) await planSearch(tx, attempt, 0, now);
  else await raiseAlarm(tx, envelope, "needs_check", now);
}

async function settleRejected(settling: Settling, trouble: Trouble): Promise<void> {
  const { tx, attempt, now } = settling;
  const set = { state: "rejected", trouble, finishedAt: now } as const;
  if (!(await endAttempt(tx, attempt, ["sending", "unknown"], set))) return;
  await fail(settling, trouble);
}

async function fail(
  { tx, envelope, attempt, actor, now }: Settling,
  trouble: Trouble,
): Promise<void> {
  await changeStatus(tx, envelope, {
    to: "failed",
    action: "envelope.failed",
    actor,
    at: now,
    details: { attempt: attempt.number, code: trouble.code },
    set: { trouble, reason: trouble.providerMessage ?? null, nextTryAt: null },
  });
  await raiseAlarm(tx, envelope, "failed", now);
}

/** Nothing has left: it waits and is tried again, a few times. */
export async function settleNotSent(
  settling: Settling,
  connectionId: string,
  { trouble, retryAfter }: { readonly trouble: Trouble; readonly retryAfter?: number | undefined },
): Promise<void> {
  const { tx, envelope, attempt, actor, now } = settling;
  const set = { state: "not_sent", trouble, finishedAt: now } as const;
  if (!(await endAttempt(tx, attempt, ["prepared", "sending"], set))) return;
  if (envelope.status !== "sending") return;
  const isOurFault = trouble.code === "interrupted" || trouble.code === "restored";
  if (!isOurFault) await noteFailure(tx, connectionId, trouble.code, now);
  const pause = pauses[isOurFault ? 0 : envelope.waits];
  if (trouble.code === "rejected_credentials" || pause === undefined)
    return fail(settling, trouble);
  const wait = Math.max(scaled(pause), (retryAfter ?? 0) * 1_000);
  const runAt = new Date(now.getTime() + (isOurFault ? 0 : wait));
  await changeStatus(tx, envelope, {
    to: "queued",
    action: "envelope.requeued",
    actor,
    at: now,
    details: { attempt: attempt.number, code: trouble.code },
    set: { trouble, nextTryAt: runAt, waits: envelope.waits + (isOurFault ? 0 : 1) },
  });
  await enqueue(tx, deliverEnvelope, { envelopeId: envelope.id }, { now, runAt, key: envelope.id });
}

/** Leaves an envelope in the queue, without an attempt, until its connection may be used again. */
export async function postpone(
  { envelope }: Pick<Delivery, "envelope">,
  trouble: Trouble,
  until: Date | null,
  now: Date,
): Promise<void> {
  const runAt = until ?? new Date(now.getTime() + scaled(minute));
  await write(async (tx) => {
    const current = await lockEnvelope(tx, envelope.id);
    if (current.status !== "queued") return;
    await tx
      .update(envelopes)
      .set({ trouble, nextTryAt: runAt })
      .where(eq(envelopes.id, envelope.id));
    announceChange(envelope.id);
    await enqueue(
      tx,
      deliverEnvelope,
      { envelopeId: envelope.id },
      { now, runAt, key: envelope.id },
    );
  });
}
