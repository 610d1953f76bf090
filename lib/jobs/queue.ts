import "server-only";
import { and, asc, eq, inArray, lt, lte, or, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { onCommit, write } from "@/db/client";
import { lockFreeRows } from "@/db/differences";
import { publish } from "@/db/events";
import { jobs } from "@/db/schema/system";
import { scaled } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";

/** A command that a room can enqueue. Its handler is bound elsewhere, in a `jobs.ts`. */
export type Job<Payload> = {
  /** Imperative: `deliver-envelope`. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** How often it is tried before it is dead; 12 unless told otherwise. */
  readonly maxTries?: number;
};

/** Runs a job. `now` is when this try began. Throwing means: try again later. */
export type JobHandler<Payload> = (payload: Payload, now: Date) => Promise<void>;
export type BoundJob = { readonly job: Job<unknown>; readonly run: JobHandler<unknown> };

export const bindJob = <Payload>(job: Job<Payload>, run: JobHandler<Payload>): BoundJob =>
  ({ job, run }) as unknown as BoundJob;

export type JobRow = typeof jobs.$inferSelect;

/**
 * Puts a command in the outbox. It runs only if the transaction commits. With a `key`, a command
 * that is already waiting under it is left as it is, but never runs later than asked here.
 */
export async function enqueue<Payload>(
  tx: Tx,
  job: Job<Payload>,
  payload: Payload,
  when: { readonly now: Date; readonly runAt?: Date; readonly key?: string },
): Promise<void> {
  const runAt = when.runAt ?? when.now;
  await tx
    .insert(jobs)
    .values({
      id: newId(when.now.getTime()),
      name: job.name,
      key: when.key ? `${job.name}:${when.key}` : null,
      payload,
      state: "ready",
      runAt,
      tries: 0,
      createdAt: when.now,
    })
    .onConflictDoUpdate({
      target: jobs.key,
      set: { runAt },
      setWhere: sql`${jobs.state} = 'ready' and ${jobs.runAt} > excluded.run_at`,
    });
  onCommit(() => publish({ kind: "jobs_waiting" }));
}

/** Takes due jobs, and those whose worker died, for `leaseMilliseconds`. */
export const claimJobs = (
  owner: string,
  now: Date,
  limit: number,
  leaseMilliseconds: number,
): Promise<JobRow[]> =>
  write(async (tx) => {
    const due = lockFreeRows(
      tx
        .select({ id: jobs.id })
        .from(jobs)
        .where(
          or(
            and(eq(jobs.state, "ready"), lte(jobs.runAt, now)),
            and(eq(jobs.state, "running"), lt(jobs.leaseUntil, now)),
          ),
        )
        .orderBy(asc(jobs.runAt))
        .limit(limit),
    );
    return tx
      .update(jobs)
      .set({
        state: "running",
        // A command that comes while this one runs must not be lost in it.
        key: null,
        tries: sql`${jobs.tries} + 1`,
        leaseOwner: owner,
        leaseUntil: new Date(now.getTime() + leaseMilliseconds),
      })
      .where(inArray(jobs.id, due))
      .returning();
  });

/** Only the holder of the lease may end a job: a worker that was thought dead changes nothing. */
const isHeldBy = (row: JobRow) =>
  and(eq(jobs.id, row.id), eq(jobs.leaseOwner, row.leaseOwner ?? ""), eq(jobs.tries, row.tries));

export const finishJob = (row: JobRow, now: Date): Promise<void> =>
  write(async (tx) => {
    await tx
      .update(jobs)
      .set({ state: "done", leaseOwner: null, leaseUntil: null, finishedAt: now })
      .where(isHeldBy(row));
  });

const firstDelayMilliseconds = 5_000;
const longestDelayMilliseconds = 6 * 3_600_000;

/** Exponential, from 5 s to 6 h, with up to a quarter of jitter. `random` is within [0, 1). */
export const retryDelay = (tries: number, random: number): number =>
  Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 3 ** (tries - 1)) * (1 + random / 4);

/** Puts a failed job back for later, or among the dead when it was the last try. */
export const failJob = (
  row: JobRow,
  why: { readonly message: string; readonly now: Date; readonly random: number },
  maxTries = 12,
): Promise<"ready" | "dead"> =>
  write(async (tx) => {
    const state = row.tries >= maxTries ? "dead" : "ready";
    await tx
      .update(jobs)
      .set({
        state,
        lastError: why.message.slice(0, 1_000),
        runAt: new Date(why.now.getTime() + scaled(retryDelay(row.tries, why.random))),
        leaseOwner: null,
        leaseUntil: null,
        ...(state === "dead" && { finishedAt: why.now }),
      })
      .where(isHeldBy(row));
    return state;
  });

/** Gives jobs back at once whose worker is known to be dead, instead of when their lease runs out. */
export const releaseDeadLeases = (isDead: (owner: string) => boolean): Promise<number> =>
  write(async (tx) => {
    const running = await tx.select().from(jobs).where(eq(jobs.state, "running"));
    const orphans = running.filter(({ leaseOwner }) => leaseOwner !== null && isDead(leaseOwner));
    for (const orphan of orphans)
      await tx
        .update(jobs)
        .set({ state: "ready", leaseOwner: null, leaseUntil: null })
        .where(isHeldBy(orphan));
    return orphans.length;
  });
