import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { callbacks } from "@/db/schema/delivery";

type Owner = {
  readonly connectionId: string;
  readonly externalId: string;
  readonly referenceHash: string;
  readonly attemptId: string;
  readonly envelopeId: string;
};

/**
 * Callbacks that came before their document was known to be ours now belong to it, and wait for its
 * read-back. @returns how many there were
 */
export async function releaseStrangers(
  tx: Tx,
  { attemptId, envelopeId, ...named }: Owner,
): Promise<number> {
  const released = await tx
    .update(callbacks)
    .set({ attemptId, envelopeId, verdict: "waiting", reason: null })
    .where(
      and(
        isNull(callbacks.attemptId),
        eq(callbacks.connectionId, named.connectionId),
        eq(callbacks.externalId, named.externalId),
        eq(callbacks.referenceHash, named.referenceHash),
      ),
    )
    .returning({ id: callbacks.id });
  return released.length;
}
