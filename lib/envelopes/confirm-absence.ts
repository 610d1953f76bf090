import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { changeStatus } from "./change-status";
import { requireIdleAttempt } from "./find-attempt";
import { raiseAlarm } from "./notify-people";
import { lockEnvelope, requireEnvelope } from "./queries";
import type { ConfirmAbsenceInput, EnvelopeIdInput } from "./schema";
import { deliverEnvelope } from "./send-envelope";
import { waitBeforeResendMilliseconds } from "./state";

/**
 * A person has looked and says that the document does not exist: it is sent again. The callback
 * address of the first attempt stays open, so that a wrong answer is noticed.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `too_early` within ten minutes of the attempt
 */
export const confirmAbsence = (
  actor: AccountActor,
  { envelopeId, reason }: ConfirmAbsenceInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.reconcile");
    const envelope = await lockEnvelope(tx, envelopeId);
    const attempt = await requireIdleAttempt(tx, envelope, now);
    const since = (attempt.sentAt ?? attempt.startedAt).getTime();
    if (now.getTime() - since < waitBeforeResendMilliseconds) throw new AppError("too_early");
    await tx
      .update(attempts)
      .set({ state: "absent_confirmed", detail: reason, finishedAt: now })
      .where(eq(attempts.id, attempt.id));
    await changeStatus(tx, envelope, {
      to: "queued",
      action: "envelope.absence_confirmed",
      actor,
      at: now,
      details: { attempt: attempt.number, reason },
      set: { trouble: null, waits: 0, nextTryAt: now },
    });
    await enqueue(tx, deliverEnvelope, { envelopeId }, { now, key: envelopeId });
  });

/**
 * After its deadline without a sign of life an envelope is closed as never sent.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `too_early` before the deadline
 */
export const closeUnsent = (
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.reconcile");
    const envelope = await lockEnvelope(tx, envelopeId);
    const attempt = await requireIdleAttempt(tx, envelope, now);
    if (!envelope.expiresAt || envelope.expiresAt > now) throw new AppError("too_early");
    await tx
      .update(attempts)
      .set({ state: "absent_confirmed", finishedAt: now })
      .where(eq(attempts.id, attempt.id));
    await changeStatus(tx, envelope, {
      to: "failed",
      action: "envelope.closed_as_never_sent",
      actor,
      at: now,
      details: { attempt: attempt.number },
      set: { nextTryAt: null },
    });
    await raiseAlarm(tx, envelope, "failed", now);
  });
