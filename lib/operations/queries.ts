import "server-only";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { jobs } from "@/db/schema/system";

export type TroubledJob = Pick<
  typeof jobs.$inferSelect,
  "id" | "name" | "state" | "tries" | "lastError" | "runAt" | "createdAt" | "finishedAt"
> & { readonly envelopeId: string | null };

const envelopeOf = (payload: unknown): string | null =>
  payload !== null && typeof payload === "object" && "envelopeId" in payload
    ? String(payload.envelopeId)
    : null;

/** Jobs that gave up, the newest first, then those that failed and will be tried again. */
export async function listTroubledJobs(db: Db, limit: number): Promise<TroubledJob[]> {
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
  return [...dead, ...failing].map(({ payload, ...job }) => ({
    ...job,
    envelopeId: envelopeOf(payload),
  }));
}
