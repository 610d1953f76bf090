import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import type { MissedCallback } from "@/lib/callbacks/schema";
import { hasOwnAddress } from "@/lib/connections/callback-address";
import type { ConnectionRow } from "@/lib/connections/seal-settings";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { scaled } from "@/lib/kernel/fault-injection";

const checkCallbacksPayload = z.strictObject({ connectionId: z.string() });

/** Asks a provider which of its callbacks did not reach us, and reads back what they were about. */
export const checkCallbacks: Job<z.infer<typeof checkCallbacksPayload>> = {
  name: "check-callbacks",
  payload: checkCallbacksPayload,
};

const hour = 3_600_000;
/** By UTC: night from Tehran to Tashkent. */
const nightHour = 22;

/** Milliseconds until the next night, spread over an hour. `random` is within [0, 1). */
export function untilNight(now: Date, random: number): number {
  const night = new Date(now).setUTCHours(nightHour, 0, 0, 0);
  const next = night > now.getTime() ? night : night + 24 * hour;
  return next - now.getTime() + random * hour;
}

/** The next look, where a provider remembers its callbacks. @param pause milliseconds */
export async function planCallbackCheck(
  tx: Tx,
  row: Pick<ConnectionRow, "id" | "providerId">,
  now: Date,
  pause = untilNight(now, Math.random()),
): Promise<void> {
  if (!hasOwnAddress(row)) return;
  const runAt = new Date(now.getTime() + scaled(pause));
  await enqueue(tx, checkCallbacks, { connectionId: row.id }, { now, runAt, key: row.id });
}

/** Documents at a connection's provider that have not ended. */
export const openDocumentsOf = (db: Db, connectionId: string) =>
  db
    .select({
      id: providerDocuments.id,
      externalId: providerDocuments.externalId,
      envelopeId: providerDocuments.envelopeId,
      reference: providerDocuments.reference,
      readAt: providerDocuments.readAt,
    })
    .from(providerDocuments)
    .innerJoin(envelopes, eq(envelopes.id, providerDocuments.envelopeId))
    .where(
      and(
        eq(providerDocuments.connectionId, connectionId),
        inArray(envelopes.status, ["in_progress", "completing"]),
      ),
    );

/** What happened is known since: the document was read back after the callback failed. */
export const isMadeUp = (
  { failedAt }: Pick<MissedCallback, "failedAt">,
  readAt: Date | null,
): boolean => failedAt !== null && readAt !== null && readAt > failedAt;
