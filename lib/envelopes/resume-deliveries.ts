import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { enqueue } from "@/lib/jobs/queue";
import { announceChange } from "./change-status";
import { deliverEnvelope } from "./send-envelope";

/** The `resume-deliveries` job: what waited for its connection is tried now. */
export const runResumeDeliveries = (
  { connectionId }: { connectionId: string },
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const waiting = await tx
      .update(envelopes)
      .set({ nextTryAt: now })
      .where(
        and(
          eq(envelopes.connectionId, connectionId),
          eq(envelopes.status, "queued"),
          isNotNull(envelopes.nextTryAt),
        ),
      )
      .returning({ id: envelopes.id });
    for (const { id } of waiting) {
      await enqueue(tx, deliverEnvelope, { envelopeId: id }, { now, key: id });
      announceChange(id);
    }
  });
