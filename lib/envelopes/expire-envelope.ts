import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { changeStatus } from "./change-status";
import { limitRecipientLinks } from "./issue-link";
import { notifyOfEnding } from "./notify-people";

/** Enqueued when an envelope is sent, for the moment at which it expires. */
export const expireEnvelope: Job<{ envelopeId: string }> = {
  name: "expire-envelope",
  payload: z.strictObject({ envelopeId: z.string() }),
};

/** Expires an envelope whose date has come and that still waits for somebody. */
export async function runExpireEnvelope(
  { envelopeId }: { envelopeId: string },
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const [envelope] = await tx.select().from(envelopes).where(eq(envelopes.id, envelopeId));
    if (envelope?.status !== "in_progress" || !envelope.expiresAt) return;
    if (envelope.expiresAt > now)
      return enqueue(
        tx,
        expireEnvelope,
        { envelopeId },
        { now, runAt: envelope.expiresAt, key: envelopeId },
      );
    await changeStatus(tx, envelope, {
      to: "expired",
      action: "envelope.expired",
      actor: { kind: "system", job: expireEnvelope.name },
      at: now,
    });
    await limitRecipientLinks(tx, envelopeId, now);
    await notifyOfEnding(tx, envelope, "expired", now);
  });
}
