import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { lockEnvelope, requireEnvelope } from "./queries";
import { askReadBack } from "./request-read-back";
import type { EnvelopeIdInput } from "./schema";
import { deliverEnvelope } from "./send-envelope";

/**
 * "Try now": what waits to be sent is sent without more waiting, and what is under way is read back
 * at its provider.
 * @throws AppError `not_found`, `conflict` when there is nothing to wait for
 */
export const refreshEnvelope = (
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.refresh");
    const envelope = await lockEnvelope(tx, envelopeId);
    if (envelope.status === "queued") {
      await tx.update(envelopes).set({ nextTryAt: now }).where(eq(envelopes.id, envelopeId));
      await enqueue(tx, deliverEnvelope, { envelopeId }, { now, key: envelopeId });
      return announceChange(envelopeId);
    }
    const isDone = ["draft", "completed", "failed"].includes(envelope.status);
    if (isDone) throw new AppError("conflict");
    await askReadBack(tx, envelopeId, now);
  });
