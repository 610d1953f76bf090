import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { write } from "@/db/client";
import { bulkRuns } from "@/db/schema/bulk";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireRun } from "./read-bulk";
import type { BulkRunInput } from "./schema";

export const runBulk: Job<{ runId: string }> = {
  name: "run-bulk",
  payload: z.strictObject({ runId: z.string() }),
};

/** Lets a planned run begin, once: asked again, it goes on as it is. @throws AppError `not_found` */
export const startBulk = (actor: AccountActor, { runId }: BulkRunInput, now: Date): Promise<void> =>
  write(async (tx) => {
    await requireRun(tx, actor, runId);
    const started = await tx
      .update(bulkRuns)
      .set({ state: "running", startedAt: now, address: actor.address })
      .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.state, "planned")))
      .returning({ id: bulkRuns.id });
    if (started.length > 0) await enqueue(tx, runBulk, { runId }, { now, key: runId });
  });
