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

/** Runs what is due now, a few at a time, until nothing is left. @returns how many ran. */
export async function runDueJobs(bound: readonly BoundJob[], owner: string = processName()) {
  const known = new Map(bound.map((entry) => [entry.job.name, entry]));
  let count = 0;
  for (;;) {
    const rows = await claimJobs(owner, new Date(), concurrency, leaseMilliseconds);
    if (rows.length === 0) return count;
    await Promise.all(rows.map((row) => runJob(row, known)));
    count += rows.length;
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

/**
 * Runs jobs as they fall due until it is stopped. Woken by commits in this process; polls for
 * what other processes enqueue and for leases that ran out.
 */
export function startRunningJobs(bound: readonly BoundJob[]): { stop(): Promise<void> } {
  const owner = processName();
  let isStopped = false;
  let wake: () => void = () => undefined;
  const unsubscribe = subscribe((event) => {
    if (event.kind === "jobs_waiting") wake();
  });
  const loop = async () => {
    while (!isStopped) {
      let isWoken = false;
      const woken = new Promise<void>((resolve) => {
        wake = () => {
          isWoken = true;
          resolve();
        };
      });
      try {
        await runDueJobs(bound, owner);
        if (isWoken || isStopped) continue;
        const pause = Math.min(pollMilliseconds, (await untilNext()) ?? pollMilliseconds);
        const timer = setTimeout(wake, Math.max(pause, 20));
        await woken;
        clearTimeout(timer);
      } catch (error) {
        log.error("The job runner stumbled", { error });
        await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
      }
    }
  };
  const done = loop();
  return {
    stop: async () => {
      isStopped = true;
      unsubscribe();
      wake();
      await done;
    },
  };
}
