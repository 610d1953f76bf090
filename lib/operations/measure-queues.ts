import "server-only";
import { and, count, eq, inArray, lte, min, sum } from "drizzle-orm";
import type { Db } from "@/db/client";
import { callbackRefusals, callbacks } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import type { CallbackVerdict } from "@/lib/vocabulary/delivery";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import type { JobState } from "@/lib/vocabulary/job";

export type JobFigures = {
  readonly name: string;
  /** To be run at some time, `due` of them now. */
  readonly ready: number;
  readonly due: number;
  readonly running: number;
  readonly dead: number;
  /** Since when the first of those that are due could have run. */
  readonly dueSince: Date | null;
};

/** Every kind of job that waits, runs or gave up, by name. */
export async function measureJobs(db: Db, now: Date): Promise<JobFigures[]> {
  const states = await db
    .select({ name: jobs.name, state: jobs.state, count: count() })
    .from(jobs)
    .where(inArray(jobs.state, ["ready", "running", "dead"]))
    .groupBy(jobs.name, jobs.state);
  const overdue = await db
    .select({ name: jobs.name, count: count(), since: min(jobs.runAt) })
    .from(jobs)
    .where(and(eq(jobs.state, "ready"), lte(jobs.runAt, now)))
    .groupBy(jobs.name);
  return [...new Set(states.map(({ name }) => name))].sort().map((name) => {
    const inState = (state: JobState) =>
      Number(states.find((row) => row.name === name && row.state === state)?.count ?? 0);
    const due = overdue.find((row) => row.name === name);
    return {
      name,
      ready: inState("ready"),
      due: Number(due?.count ?? 0),
      running: inState("running"),
      dead: inState("dead"),
      dueSince: due?.since ?? null,
    };
  });
}

export type EnvelopeFigures = Readonly<Record<EnvelopeStatus, number>>;

export async function measureEnvelopes(db: Db): Promise<EnvelopeFigures> {
  const rows = await db
    .select({ status: envelopes.status, count: count() })
    .from(envelopes)
    .groupBy(envelopes.status);
  const found = new Map(rows.map((row) => [row.status, Number(row.count)]));
  return Object.fromEntries(
    envelopeStatuses.map((status) => [status, found.get(status) ?? 0]),
  ) as EnvelopeFigures;
}

export type CallbackFigures = {
  readonly kept: readonly {
    readonly providerId: string;
    readonly verdict: CallbackVerdict;
    readonly count: number;
  }[];
  /** Nothing but their number is kept. */
  readonly refused: readonly {
    readonly providerId: string;
    readonly reason: string;
    readonly count: number;
  }[];
};

export async function measureCallbacks(db: Db): Promise<CallbackFigures> {
  const { providerId, verdict } = callbacks;
  const kept = await db
    .select({ providerId, verdict, count: count() })
    .from(callbacks)
    .groupBy(providerId, verdict);
  const refused = await db
    .select({
      providerId: callbackRefusals.providerId,
      reason: callbackRefusals.reason,
      count: sum(callbackRefusals.count),
    })
    .from(callbackRefusals)
    .groupBy(callbackRefusals.providerId, callbackRefusals.reason);
  return {
    kept: kept.map((row) => ({ ...row, count: Number(row.count) })),
    refused: refused.map((row) => ({ ...row, count: Number(row.count ?? 0) })),
  };
}
