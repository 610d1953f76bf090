import "server-only";
import { and, desc, eq, gte, lt, max, min } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { lockRows } from "@/db/differences";
import { organisation } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { meta } from "@/db/schema/system";
import { dailyTotals, staleDays } from "@/db/schema/totals";
import { startOfDay, toDay } from "@/lib/i18n/end-of-day";
import { timeZoneInForce } from "@/lib/i18n/office-time-zone";
import { newId } from "@/lib/kernel/ids";
import { log } from "@/lib/kernel/log";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { Outcome } from "@/lib/vocabulary/report";
import { outcomeNames, outcomes } from "@/lib/vocabulary/report";
import { toDurationLetter } from "./duration-letters";

const mark = "totals_time_zone";
const utcDay = 86_400_000;
const pauseMilliseconds = 30_000;
/** So many rows' values fit into one statement of either database. */
const batch = 100;

const outcomeOf = (status: EnvelopeStatus): Outcome =>
  outcomeNames.find((name) => outcomes[name].some((each) => each === status)) ?? "open";

/** In which the office counts its days. */
export async function timeZoneOfTotals(db: Db): Promise<string> {
  const [office] = await db.select({ timeZone: organisation.timeZone }).from(organisation).limit(1);
  return timeZoneInForce(office?.timeZone) ?? "UTC";
}

/** Holds off whoever else counts, and begins anew when the office counts its days in another zone. */
async function lockTotals(tx: Tx): Promise<string> {
  const timeZone = await timeZoneOfTotals(tx);
  await tx.insert(meta).values({ id: mark, value: timeZone }).onConflictDoNothing();
  const [kept] = await lockRows(tx.select().from(meta).where(eq(meta.id, mark)));
  if (kept?.value === timeZone) return timeZone;
  await tx.update(meta).set({ value: timeZone }).where(eq(meta.id, mark));
  await tx.delete(dailyTotals);
  const [range] = await tx
    .select({ from: min(envelopes.sentAt), until: max(envelopes.sentAt) })
    .from(envelopes);
  if (!range?.from || !range.until) return timeZone;
  const [from, until] = [range.from, range.until].map((at) => Math.floor(at.getTime() / utcDay));
  const days = Array.from(
    { length: (until ?? 0) - (from ?? 0) + 1 },
    (_, more) => (from ?? 0) + more,
  );
  for (let start = 0; start < days.length; start += batch)
    await tx
      .insert(staleDays)
      .values(days.slice(start, start + batch).map((day) => ({ id: `${day}`, day })))
      .onConflictDoNothing();
  return timeZone;
}

type Total = typeof dailyTotals.$inferInsert;

/** Counts one day of the office anew. */
async function countDay(tx: Tx, day: string, timeZone: string): Promise<void> {
  const [from, to] = [startOfDay(day, timeZone), startOfDay(day, timeZone, 1)];
  if (!from || !to) throw new Error(`No such day: ${day}`);
  const rows = await tx
    .select({
      ownerId: envelopes.ownerId,
      teamId: envelopes.teamId,
      connectionId: envelopes.connectionId,
      status: envelopes.status,
      sentAt: envelopes.sentAt,
      endedAt: envelopes.endedAt,
    })
    .from(envelopes)
    .where(and(gte(envelopes.sentAt, from), lt(envelopes.sentAt, to)));
  const totals = new Map<string, Total>();
  for (const { ownerId, teamId, connectionId, status, sentAt, endedAt } of rows) {
    const key = `${ownerId} ${teamId} ${connectionId}`;
    const total = totals.get(key) ?? {
      ...{ id: newId(from.getTime()), day, ownerId, teamId, connectionId },
      ...{ completed: 0, declined: 0, expired: 0, canceled: 0, failed: 0, open: 0, durations: "" },
    };
    total[outcomeOf(status)] += 1;
    if (status === "completed" && sentAt && endedAt)
      total.durations += toDurationLetter(endedAt.getTime() - sentAt.getTime());
    totals.set(key, total);
  }
  await tx.delete(dailyTotals).where(eq(dailyTotals.day, day));
  const made = [...totals.values()];
  for (let start = 0; start < made.length; start += batch)
    await tx.insert(dailyTotals).values(made.slice(start, start + batch));
}

/** Counts the newest day of which something changed. */
const refreshOne = (): Promise<void> =>
  write(async (tx) => {
    const timeZone = await lockTotals(tx);
    const [stale] = await tx
      .select({ day: staleDays.day })
      .from(staleDays)
      .orderBy(desc(staleDays.day))
      .limit(1);
    if (!stale) return;
    // Before the envelopes are read: what changes from here on marks the day again.
    await tx.delete(staleDays).where(eq(staleDays.day, stale.day));
    const moments = [stale.day * utcDay, (stale.day + 1) * utcDay - 1];
    const days = new Set(moments.map((at) => toDay(new Date(at), timeZone)));
    for (const day of days) await countDay(tx, day, timeZone);
  });

const hasStaleDays = (): Promise<boolean> =>
  read(async (db) => {
    const timeZone = await timeZoneOfTotals(db);
    const [kept] = await db.select().from(meta).where(eq(meta.id, mark));
    if (kept && kept.value !== timeZone) return true;
    return (await db.select({ day: staleDays.day }).from(staleDays).limit(1)).length > 0;
  });

/**
 * Brings the totals up to date, the newest days first, in short writes.
 * @param milliseconds after which it stops
 * @returns whether all is counted
 */
export async function refreshTotals(
  milliseconds = Number.POSITIVE_INFINITY,
  stopped?: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (await hasStaleDays()) {
    if (stopped?.aborted || performance.now() >= end) return false;
    await refreshOne();
    // Somebody else's request comes first.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
}

/** Keeps the totals up to date for as long as this worker lives. */
export function startRefreshingTotals(): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;
  const turn = () => {
    running ??= refreshTotals(Number.POSITIVE_INFINITY, stopping.signal)
      .catch((error: unknown) => log.error("The totals could not be counted", { error }))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(turn, pauseMilliseconds);
  timer.unref();
  turn();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
