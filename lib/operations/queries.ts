import "server-only";
import { and, asc, desc, eq, gt, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { jobs } from "@/db/schema/system";
import { visibleTo } from "@/lib/envelopes/queries";
import type { AccountActor } from "@/lib/vocabulary/actor";

export type TroubledJob = Pick<
  typeof jobs.$inferSelect,
  "id" | "name" | "state" | "tries" | "lastError" | "runAt" | "createdAt" | "finishedAt"
> & {
  /** Null also for an envelope that is not theirs to see. */
  readonly envelopeId: string | null;
};

const envelopeOf = (payload: unknown): string | null =>
  payload !== null && typeof payload === "object" && "envelopeId" in payload
    ? String(payload.envelopeId)
    : null;

/** Jobs that gave up, the newest first, then those that failed and will be tried again. */
export async function listTroubledJobs(
  db: Db,
  actor: AccountActor,
  limit: number,
): Promise<TroubledJob[]> {
  const columns = {
    id: jobs.id,
    name: jobs.name,
    state: jobs.state,
    tries: jobs.tries,
    lastError: jobs.lastError,
    runAt: jobs.runAt,
    createdAt: jobs.createdAt,
    finishedAt: jobs.finishedAt,
    payload: jobs.payload,
  };
  const dead = await db
    .select(columns)
    .from(jobs)
    .where(eq(jobs.state, "dead"))
    .orderBy(desc(jobs.finishedAt))
    .limit(limit);
  const failing = await db
    .select(columns)
    .from(jobs)
    .where(and(eq(jobs.state, "ready"), gt(jobs.tries, 0)))
    .orderBy(asc(jobs.runAt))
    .limit(limit);
  const found = [...dead, ...failing].map(({ payload, ...job }) => ({
    ...job,
    envelopeId: envelopeOf(payload),
  }));
  const named = found.flatMap(({ envelopeId }) => envelopeId ?? []);
  const visible = await db
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(and(inArray(envelopes.id, named), visibleTo(actor, "envelope.read")));
  return found.map((job) => ({
    ...job,
    envelopeId: visible.some(({ id }) => id === job.envelopeId) ? job.envelopeId : null,
  }));
}
