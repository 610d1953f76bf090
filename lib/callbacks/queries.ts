import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { callbacks } from "@/db/schema/delivery";
import type { CallbackVerdict } from "@/lib/vocabulary/delivery";
import type { CallbackRow } from "./keep-callback";

export const callbacksOf = (db: Db, envelopeId: string): Promise<CallbackRow[]> =>
  db
    .select()
    .from(callbacks)
    .where(eq(callbacks.envelopeId, envelopeId))
    .orderBy(asc(callbacks.receivedAt));

export const waitingCallbacks = (db: Db, envelopeId: string): Promise<CallbackRow[]> =>
  db
    .select()
    .from(callbacks)
    .where(and(eq(callbacks.envelopeId, envelopeId), eq(callbacks.verdict, "waiting")))
    .orderBy(asc(callbacks.receivedAt));

/** Says what a read-back made of callbacks that waited for it. */
export async function judgeCallbacks(
  tx: Tx,
  ids: readonly string[],
  verdict: CallbackVerdict,
  reason: string | null,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(callbacks)
    .set({ verdict, reason })
    .where(and(inArray(callbacks.id, [...ids]), eq(callbacks.verdict, "waiting")));
}
