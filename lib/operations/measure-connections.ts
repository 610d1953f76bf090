import "server-only";
import { and, count, eq, gte, min } from "drizzle-orm";
import type { Db } from "@/db/client";
import { providerCalls } from "@/db/schema/connections";
import { envelopes } from "@/db/schema/envelopes";
import { auditEvents } from "@/db/schema/system";
import type { CallCount } from "@/lib/connections/count-call";
import { listCallCounts } from "@/lib/connections/count-call";
import { listConnections } from "@/lib/connections/queries";
import { isPaused, untilSomebodyActs } from "@/lib/connections/trip-breaker";

const hour = 3_600_000;
const day = 24 * hour;

/** `refused`: the service said no to what was asked. `failed`: it did not work. */
export type CallRates = {
  readonly calls: number;
  readonly refused: number;
  readonly failed: number;
};

export type ConnectionFigures = {
  readonly id: string;
  readonly name: string;
  readonly providerId: string;
  readonly isEnabled: boolean;
  readonly isRehearsal: boolean;
  /** `until` null: until somebody acts. Null while nothing holds it. */
  readonly pause: { readonly until: Date | null; readonly reason: string } | null;
  /** Failures in a row. */
  readonly failures: number;
  /** Envelopes that are to be sent through it, and when the first of them was asked for. */
  readonly waiting: number;
  readonly oldestWaiting: Date | null;
  readonly lastHour: CallRates;
  readonly lastDay: CallRates;
  /** Milliseconds, over the newest `of` calls of the last day; null when there were none. */
  readonly latency: { readonly median: number; readonly p90: number; readonly of: number } | null;
  /** Since the connection was made. */
  readonly allTime: CallCount | null;
};

const sumSince = (counts: readonly CallCount[], start: number): CallRates =>
  counts
    .filter(({ since }) => since !== null && since.getTime() > start)
    .reduce(
      (sum, { calls, refused, failed }) => ({
        calls: sum.calls + calls,
        refused: sum.refused + refused,
        failed: sum.failed + failed,
      }),
      { calls: 0, refused: 0, failed: 0 },
    );

/** Nearest rank: the smallest value that at least this share of them does not exceed. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

async function latencyOf(db: Db, connectionId: string, start: Date) {
  const rows = await db
    .select({ duration: providerCalls.duration })
    .from(providerCalls)
    .where(and(eq(providerCalls.connectionId, connectionId), gte(providerCalls.at, start)));
  if (rows.length === 0) return null;
  const sorted = rows.map(({ duration }) => duration).toSorted((a, b) => a - b);
  return { median: percentile(sorted, 0.5), p90: percentile(sorted, 0.9), of: sorted.length };
}

/** What waits to be sent, by connection. */
async function listQueues(db: Db) {
  const counted = await db
    .select({ connectionId: envelopes.connectionId, waiting: count() })
    .from(envelopes)
    .where(eq(envelopes.status, "queued"))
    .groupBy(envelopes.connectionId);
  const asked = await db
    .select({ connectionId: envelopes.connectionId, at: min(auditEvents.at) })
    .from(envelopes)
    .innerJoin(auditEvents, eq(auditEvents.envelopeId, envelopes.id))
    .where(and(eq(envelopes.status, "queued"), eq(auditEvents.action, "envelope.send_requested")))
    .groupBy(envelopes.connectionId);
  const oldest = new Map(asked.map(({ connectionId, at }) => [connectionId, at]));
  return new Map(
    counted.map(({ connectionId, waiting }) => [
      connectionId,
      { waiting: Number(waiting), oldestWaiting: oldest.get(connectionId) ?? null },
    ]),
  );
}

/** How every connection is doing, the oldest connection first. */
export async function measureConnections(db: Db, now: Date): Promise<ConnectionFigures[]> {
  const counts = Map.groupBy(await listCallCounts(db), ({ connectionId }) => connectionId);
  const queues = await listQueues(db);
  const figures: ConnectionFigures[] = [];
  for (const row of await listConnections(db)) {
    const { id, name, providerId, isEnabled, isRehearsal, failures, breakerUntil } = row;
    const own = counts.get(id) ?? [];
    const isForPeople = breakerUntil?.getTime() === untilSomebodyActs.getTime();
    figures.push({
      id,
      name,
      providerId,
      isEnabled,
      isRehearsal,
      failures,
      pause: isPaused(row, now)
        ? { until: isForPeople ? null : breakerUntil, reason: row.breakerReason ?? "unavailable" }
        : null,
      ...(queues.get(id) ?? { waiting: 0, oldestWaiting: null }),
      lastHour: sumSince(own, now.getTime() - hour),
      lastDay: sumSince(own, now.getTime() - day),
      latency: await latencyOf(db, id, new Date(now.getTime() - day)),
      allTime: own.find(({ since }) => since === null) ?? null,
    });
  }
  return figures;
}
