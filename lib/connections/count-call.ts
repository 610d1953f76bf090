import "server-only";
import { and, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { callCounts } from "@/db/schema/connections";

const minutes = 60_000;
const slice = 5 * minutes;
/** For how long the slices are kept. */
const kept = 25 * 60 * minutes;

const columns = {
  100: "within100",
  250: "within250",
  500: "within500",
  1000: "within1000",
  2500: "within2500",
  5000: "within5000",
  10000: "within10000",
  30000: "within30000",
} as const;
/** Milliseconds; a count is kept of the calls that took at most so long. */
export const callLimits = Object.keys(columns).map(Number) as (keyof typeof columns)[];

export type CallCount = Omit<typeof callCounts.$inferSelect, "id">;
export const within = (count: CallCount, limit: (typeof callLimits)[number]): number =>
  count[columns[limit]];

export type CallOutcome = "answered" | "refused" | "failed";

/** Credentials, proxy, time, pace: they say that the connection does not work. */
const refusalsOfAll: readonly number[] = [401, 403, 407, 408, 429];

/** @param status of the answer; null when there was none */
export function toOutcome(status: number | null): CallOutcome {
  if (status === null || status >= 500 || refusalsOfAll.includes(status)) return "failed";
  return status >= 400 ? "refused" : "answered";
}

type Counted = {
  readonly connectionId: string;
  readonly outcome: CallOutcome;
  readonly at: Date;
  /** Milliseconds. */
  readonly duration: number;
};

/** Counts a call in its five minutes and in all time. */
export async function countCall(tx: Tx, call: Counted): Promise<void> {
  const since = new Date(Math.floor(call.at.getTime() / slice) * slice);
  for (const start of [null, since]) await addTo(tx, start, call);
  const oldest = new Date(call.at.getTime() - kept);
  await tx
    .delete(callCounts)
    .where(
      and(
        eq(callCounts.connectionId, call.connectionId),
        isNotNull(callCounts.since),
        lt(callCounts.since, oldest),
      ),
    );
}

async function addTo(tx: Tx, since: Date | null, call: Counted): Promise<void> {
  const { connectionId, duration, outcome } = call;
  const adds = {
    calls: 1,
    refused: outcome === "refused" ? 1 : 0,
    failed: outcome === "failed" ? 1 : 0,
    duration,
    ...(Object.fromEntries(
      callLimits.map((limit) => [columns[limit], duration <= limit ? 1 : 0]),
    ) as Record<(typeof columns)[keyof typeof columns], number>),
  };
  const names = Object.keys(adds) as (keyof typeof adds)[];
  await tx
    .insert(callCounts)
    .values({
      id: `${connectionId}/${since?.toISOString() ?? "all"}`,
      connectionId,
      since,
      ...adds,
    })
    .onConflictDoUpdate({
      target: callCounts.id,
      set: Object.fromEntries(
        names.map((name) => [name, sql`${callCounts[name]} + ${adds[name]}`]),
      ),
    });
}

/** Every count there is: of all time, and of the five-minute slices since then. */
export const listCallCounts = (db: Db): Promise<CallCount[]> => db.select().from(callCounts);
