import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { lockEnvelope, providerOf, requireEnvelope } from "./queries";
import { planExpiry } from "./request-expiry";
import type { ExtendEnvelopeInput } from "./schema";
import { deadlineYears, latestDeadline } from "./schema";

/**
 * Gives an open envelope a later end, where Muhr alone keeps it.
 * @throws AppError `not_found`, `forbidden`, `conflict` unless people are acting on it,
 * `end_is_fixed` where the provider was told the end when it was sent, `no_end`,
 * `end_not_later`, `end_too_late`
 */
export const extendEnvelope = (
  actor: AccountActor,
  input: ExtendEnvelopeInput,
  now: Date,
): Promise<void> => write((tx) => moveEnd(tx, actor, input, now));

/** @throws AppError `end_too_late` for a deadline that lies too far ahead */
export function requireNearEnd(expiresAt: Date, now: Date): void {
  if (expiresAt > latestDeadline(now)) throw new AppError("end_too_late", undefined, deadlineYears);
}

/** The same within a transaction that does more. */
export async function moveEnd(
  tx: Tx,
  actor: AccountActor,
  { envelopeId, expiresAt }: ExtendEnvelopeInput,
  now: Date,
): Promise<void> {
  await requireEnvelope(tx, actor, envelopeId, "envelope.extend");
  const envelope = await lockEnvelope(tx, envelopeId);
  const { status } = envelope;
  if (status !== "in_progress") throw new AppError("conflict", undefined, { status });
  const { capabilities } = await providerOf(tx, envelope);
  if (capabilities.expiry !== "portal") throw new AppError("end_is_fixed");
  const before = envelope.expiresAt;
  if (!before) throw new AppError("no_end");
  if (expiresAt <= before || expiresAt <= now) throw new AppError("end_not_later");
  requireNearEnd(expiresAt, now);
  await tx
    .update(envelopes)
    .set({ expiresAt, rev: sql`${envelopes.rev} + 1`, updatedAt: now })
    .where(eq(envelopes.id, envelopeId));
  // The job of the former end finds that it has moved; this one is for where it has run already.
  await planExpiry(tx, { ...envelope, expiresAt }, now);
  await recordAudit(tx, {
    action: "envelope.extended",
    actor,
    at: now,
    envelopeId,
    details: { before: before.toISOString(), until: expiresAt.toISOString() },
  });
  announceChange(envelopeId);
}
