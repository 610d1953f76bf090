import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { changeStatus } from "./change-status";
import type { AttemptRow } from "./find-attempt";
import { requireIdleAttempt } from "./find-attempt";
import { lockEnvelope, requireEnvelope } from "./queries";
import { isSearchable } from "./request-search";
import type { ForceCreateInput } from "./schema";
import { deliverEnvelope } from "./send-envelope";
import { waitBeforeResendMilliseconds } from "./state";

/** Only where the provider itself said that another document stands under our number. */
export const mayBeForced = ({ trouble }: Pick<AttemptRow, "trouble">): boolean =>
  (trouble as Trouble | null)?.code === "other_document";

/**
 * A person decides that a new document is to be made although another one stands under our number:
 * the next attempt is forced, and nothing else ever is.
 * @throws AppError `not_found`, `forbidden`, `conflict`, `too_early` within ten minutes of the attempt
 */
export const forceCreate = (
  actor: AccountActor,
  { envelopeId, reason }: ForceCreateInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.force_create");
    const envelope = await lockEnvelope(tx, envelopeId);
    const attempt = await requireIdleAttempt(tx, envelope, now);
    const isPossible = mayBeForced(attempt) && (await isSearchable(tx, envelope.connectionId));
    if (!isPossible) throw new AppError("conflict");
    const since = (attempt.sentAt ?? attempt.startedAt).getTime();
    if (now.getTime() - since < waitBeforeResendMilliseconds) throw new AppError("too_early");
    await tx
      .update(attempts)
      .set({ state: "superseded", detail: reason, finishedAt: now })
      .where(eq(attempts.id, attempt.id));
    await changeStatus(tx, envelope, {
      to: "queued",
      action: "envelope.create_forced",
      actor,
      at: now,
      details: { attempt: attempt.number, reason },
      set: { trouble: null, waits: 0, nextTryAt: now },
    });
    await enqueue(tx, deliverEnvelope, { envelopeId }, { now, key: envelopeId });
  });
