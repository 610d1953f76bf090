import "server-only";
import { and, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { connections } from "@/db/schema/connections";
import { scaled } from "@/lib/kernel/fault-injection";
import { transportErrorCodes } from "@/lib/vocabulary/delivery";
import type { ConnectionRow } from "./seal-settings";

const minute = 60_000;
/** How long nothing is sent after the third failure in a row, the fourth, and so on. */
const pauses = [minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute] as const;
const forgivenFailures = 2;

/** Stands for "until a person acts": trying wrong credentials again may lock the account. */
export const untilSomebodyActs = new Date("9999-01-01T00:00:00Z");

/** Failures that say something of the connection, not of one envelope. */
const connectionFailures: readonly string[] = ["unavailable", ...transportErrorCodes];

export const isPaused = (
  { breakerUntil }: Pick<ConnectionRow, "breakerUntil">,
  now: Date,
): boolean => breakerUntil !== null && breakerUntil > now;

/** @param code a `ProviderErrorCode` or a `TransportErrorCode` */
export async function noteFailure(
  tx: Tx,
  connectionId: string,
  code: string,
  now: Date,
): Promise<void> {
  const isRefused = code === "rejected_credentials";
  if (!isRefused && !connectionFailures.includes(code)) return;
  const [row] = await lockRows(
    tx.select().from(connections).where(eq(connections.id, connectionId)),
  );
  // Calls that were under way when it opened say nothing new, and must not climb the ladder.
  if (!row || (isPaused(row, now) && !isRefused)) return;
  const failures = row.failures + 1;
  const breakerUntil = isRefused ? untilSomebodyActs : pauseAfter(failures, now);
  await tx
    .update(connections)
    .set({ failures, breakerUntil, breakerReason: breakerUntil && code })
    .where(eq(connections.id, connectionId));
}

function pauseAfter(failures: number, now: Date): Date | null {
  if (failures <= forgivenFailures) return null;
  const pause = pauses[failures - forgivenFailures - 1] ?? pauses[pauses.length - 1] ?? minute;
  return new Date(now.getTime() + scaled(pause));
}

export async function noteSuccess(tx: Tx, connectionId: string): Promise<void> {
  await tx
    .update(connections)
    .set({ failures: 0, breakerUntil: null, breakerReason: null })
    .where(and(eq(connections.id, connectionId), gt(connections.failures, 0)));
}
