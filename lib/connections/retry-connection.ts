import "server-only";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { lockConnection } from "./queries";
import type { ConnectionInput } from "./schema";
import { noteSuccess } from "./trip-breaker";

/** Makes everything due that waits for its turn to be sent through a connection. */
export const resumeDeliveries: Job<{ connectionId: string }> = {
  name: "resume-deliveries",
  payload: z.strictObject({ connectionId: z.string() }),
};

/** Closes the breaker, and what waited is sent now. */
export async function resumeConnection(tx: Tx, connectionId: string, now: Date): Promise<void> {
  await noteSuccess(tx, connectionId);
  await enqueue(tx, resumeDeliveries, { connectionId }, { now, key: connectionId });
}

/** Does not wait for the end of a pause. @throws AppError `forbidden`, `not_found` */
export async function retryConnection(
  actor: AccountActor,
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<void> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  await write(async (tx) => {
    const { name } = await lockConnection(tx, connectionId);
    await resumeConnection(tx, connectionId, now);
    await recordAudit(tx, {
      action: "connection.resumed",
      actor,
      at: now,
      details: { connectionId, connection: name },
    });
  });
}
