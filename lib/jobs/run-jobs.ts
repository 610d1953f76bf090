import "server-only";
import { asc, eq } from "drizzle-orm";
import { read } from "@/db/client";
import { subscribe } from "@/db/events";
import { jobs } from "@/db/schema/system";
import { log } from "@/lib/kernel/log";
import { processName } from "@/lib/kernel/process-name";
import { redact } from "@/lib/kernel/redact";
import type { BoundJob, JobRow } from "./queue";
import { claimJobs, failJob, finishJob } from "./queue";

const leaseMilliseconds = 180_000;
const pollMilliseconds = 1_000;
const concurrency = 4;

async function runJob(row: JobRow, known: ReadonlyMap<string, BoundJob>): Promise<void> {
  const bound = known.get(row.name);
  try {
    if (!bound) throw new Error(`No handler for the job ${row.name}`);
    await bound.run(bound.job.payload.parse(row.payload), new Date());
    await finishJob(row, new Date());
  } catch (error) {
    const state = await failJob(
      row,
      {
        message: redact(error instanceof Error ? error.message : String(error)),
        now: new Date(),
        random: Math.random(),
      },
      bound?.job.maxTries,
    );
    const write = state === "dead" ? log.error : log.warn;
    write("A job failed", { jobId: row.id, job: row.name, tries: row.tries, error });
  }
}

/** Some jobs at once; a place that gets free is filled again while the others go on. */
class JobPool {
  readonly running = new Set<Promise<void>>();
  private readonly known: ReadonlyMap<string, BoundJob>;

  constructor(
    bound: readonly BoundJob[],
    private readonly owner: string,
    private readonly onEnd: () => void = () => undefined,
  ) {
    this.known = new Map(bound.map((entry) => [entry.job.name, entry]));
  }

  get isFull(): boolean {
    return this.running.size >= concurrency;
  }

  /** Starts what is due now, as far as there are places. @returns how many. */
  async fill(): Promise<number> {
    if (this.isFull) return 0;
    const free = concurrency - this.running.size;
    const rows = await claimJobs(this.owner, new Date(), free, leaseMilliseconds);
    for (const row of rows) {
      const one = runJob(row, this.known)
        // Its lease runs out, and it is taken again.
        .catch((error: unknown) => log.error("A job could not be ended", { jobId: row.id, error }))
        .finally(() => {
          this.running.delete(one);
          this.onEnd();
        });
      this.running.add(one);
    }
    return rows.length;
  }
}

/** Runs what is due now, a few at a time, until nothing is left. @returns how many ran. */
export async function runDueJobs(bound: readonly BoundJob[], owner: string = processName()) {
  const pool = new JobPool(bound, owner);
  let count = 0;
  for (;;) {
    count += await pool.fill();
    if (pool.running.size === 0) return count;
    await Promise.race(pool.running);
  }
}

/** How long until the next ready job is due, in milliseconds; undefined when none waits. */
const untilNext = async (): Promise<number | undefined> => {
  const [next] = await read((db) =>
    db
      .select({ runAt: jobs.runAt })
      .from(jobs)
      .where(eq(jobs.state, "ready"))
      .orderBy(asc(jobs.runAt))
      .limit(1),
  );
  return next && Math.max(0, next.runAt.getTime() - Date.now());
};

const turn = Symbol.for("muhr.jobs.turn");
// Next.js gives pages, route handlers and instrumentation their own module instances.
const shared = globalThis as { [turn]?: Date };

/** When this process last looked for jobs; undefined where it runs none. */
export const lastTurn = (): Date | undefined => shared[turn];

/**
 * Runs jobs as they fall due until it is stopped. Woken by commits in this process; polls for
 * what other processes enqueue and for leases that ran out.
 */
export function startRunningJobs(bound: readonly BoundJob[]): { stop(): Promise<void> } {
  let isStopped = false;
  let wake: () => void = () => undefined;
  const pool = new JobPool(bound, processName(), () => wake());
  const unsubscribe = subscribe((event) => {
    if (event.kind === "jobs_waiting") wake();
  });
  const loop = async () => {
    while (!isStopped) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      try {
        await pool.fill();
        shared[turn] = new Date();
        const pause = pool.isFull ? pollMilliseconds : ((await untilNext()) ?? pollMilliseconds);
        const timer = setTimeout(wake, Math.min(Math.max(pause, 20), pollMilliseconds));
        await woken;
        clearTimeout(timer);
      } catch (error) {
        log.error("The job runner stumbled", { error });
        await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
      }
    }
  };
  shared[turn] = new Date();
  const done = loop();
  return {
    stop: async () => {
      isStopped = true;
      unsubscribe();
      wake();
      await done;
      await Promise.all(pool.running);
      delete shared[turn];
    },
  };
}
