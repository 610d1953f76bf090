import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { lockRows } from "@/db/differences";
import { limitedAttempts } from "@/db/schema/accounts";
import { keyedHash } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";

/** How a kind of attempt slows down: `free` failures, then a delay that doubles up to the longest. */
type Limit = {
  readonly free: number;
  readonly firstSeconds: number;
  readonly longestSeconds: number;
};

/** What failures are counted against. Made by `attemptKey`. */
export type AttemptKey = { readonly id: string; readonly limit: Limit };

/** Failures older than this are forgotten. */
const memoryMilliseconds = 24 * 3_600_000;

/** @param subject what is guessed at, or from where: kept only as a keyed hash */
export const attemptKey = (kind: string, limit: Limit, ...subject: string[]): AttemptKey => ({
  id: keyedHash("attempts", kind, ...subject),
  limit,
});

const delayOf = (failures: number, { free, firstSeconds, longestSeconds }: Limit): number =>
  failures < free
    ? 0
    : Math.min(longestSeconds, firstSeconds * 2 ** Math.min(failures - free, 20)) * 1_000;

export const tooManyAttempts = (until: Date, now: Date): AppError =>
  new AppError("too_many_attempts", undefined, {
    minutes: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000)),
  });

/**
 * Counts an attempt as failed before it is judged, so that a thousand at the same instant are a
 * thousand attempts; `forgetAttempts` takes it back after a success.
 * @throws AppError `too_many_attempts` with `minutes`
 */
export const reserveAttempt = (keys: readonly AttemptKey[], now: Date): Promise<void> =>
  write((tx) => reserveAttemptIn(tx, keys, now));

/** `reserveAttempt` for a write that is under way. @throws AppError `too_many_attempts` */
export async function reserveAttemptIn(
  tx: Tx,
  keys: readonly AttemptKey[],
  now: Date,
): Promise<void> {
  // Always in the same order, or two writers could wait for each other.
  const inOrder = keys.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  for (const { id } of inOrder)
    await tx
      .insert(limitedAttempts)
      .values({ id, failures: 0, lastFailedAt: now })
      .onConflictDoNothing();
  for (const { id, limit } of inOrder) {
    const [row] = await lockRows(
      tx.select().from(limitedAttempts).where(eq(limitedAttempts.id, id)),
    );
    if (!row) throw new Error("An attempt was not counted");
    if (row.blockedUntil && row.blockedUntil > now) throw tooManyAttempts(row.blockedUntil, now);
    const isForgotten = now.getTime() - row.lastFailedAt.getTime() > memoryMilliseconds;
    const failures = (isForgotten ? 0 : row.failures) + 1;
    const delay = delayOf(failures, limit);
    await tx
      .update(limitedAttempts)
      .set({
        failures,
        lastFailedAt: now,
        blockedUntil: delay > 0 ? new Date(now.getTime() + delay) : null,
      })
      .where(eq(limitedAttempts.id, id));
  }
}

/** After a success nothing is held against these keys any more. */
export async function forgetAttempts(tx: Tx, keys: readonly AttemptKey[]): Promise<void> {
  const ids = keys.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(limitedAttempts).where(inArray(limitedAttempts.id, ids));
}

/** Takes back one reserved attempt and leaves the earlier failures counted. */
export async function takeBackAttempt(tx: Tx, { id }: AttemptKey): Promise<void> {
  const [row] = await lockRows(tx.select().from(limitedAttempts).where(eq(limitedAttempts.id, id)));
  if (row)
    await tx
      .update(limitedAttempts)
      .set({ failures: Math.max(0, row.failures - 1), blockedUntil: null })
      .where(eq(limitedAttempts.id, id));
}
