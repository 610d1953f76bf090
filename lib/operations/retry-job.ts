import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { onCommit, write } from "@/db/client";
import { publish } from "@/db/events";
import { jobs } from "@/db/schema/system";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { RetryJobInput } from "./schema";

/** Runs a job that failed or gave up once more, now. @throws AppError `forbidden`, `not_found` */
export async function retryJob(
  actor: AccountActor,
  { jobId }: RetryJobInput,
  now: Date,
): Promise<void> {
  if (!can(actor, "job.manage")) throw new AppError("forbidden");
  await write(async (tx) => {
    const [job] = await tx
      .update(jobs)
      .set({ state: "ready", runAt: now, tries: 0, finishedAt: null })
      .where(and(eq(jobs.id, jobId), inArray(jobs.state, ["dead", "ready"])))
      .returning({ name: jobs.name });
    if (!job) throw new AppError("not_found");
    await recordAudit(tx, { action: "job.retried", actor, at: now, details: { job: job.name } });
    onCommit(() => publish({ kind: "jobs_waiting" }));
  });
}
