import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { scaled } from "@/lib/kernel/fault-injection";
import { requireProvider } from "@/lib/providers/registry";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { AttemptRow } from "./find-attempt";
import { requireConnection } from "./queries";

/** Repeats an idempotent create of which nobody knows what became, to find what it made. */
export const searchDocument: Job<{ attemptId: string; tries: number }> = {
  name: "search-document",
  payload: z.strictObject({ attemptId: z.string(), tries: z.int() }),
};

/** Whether a repeated create brings back what the first one made. */
export const canBeSearched = ({ hosted, isCreateIdempotent }: Capabilities): boolean =>
  hosted === "there" && isCreateIdempotent;

export async function isSearchable(db: Db, connectionId: string): Promise<boolean> {
  const { providerId } = await requireConnection(db, connectionId);
  return canBeSearched(requireProvider(providerId).capabilities);
}

const minute = 60_000;
/** Before the n-th search. A day in all; then only a person searches again. */
const pauses = [0, 5_000, 30_000, ...[2, 10, 30, 120, 360, 360, 360].map((each) => each * minute)];

/**
 * Plans the next search and says on the envelope when it is.
 * @param tries searches so far
 * @returns false when it is given up
 */
export async function planSearch(
  tx: Tx,
  { id: attemptId, envelopeId }: Pick<AttemptRow, "id" | "envelopeId">,
  tries: number,
  now: Date,
): Promise<boolean> {
  const pause = pauses[tries];
  const runAt = pause === undefined ? null : new Date(now.getTime() + scaled(pause));
  await tx.update(envelopes).set({ nextTryAt: runAt }).where(eq(envelopes.id, envelopeId));
  if (!runAt) return false;
  await enqueue(tx, searchDocument, { attemptId, tries }, { now, runAt, key: attemptId });
  return true;
}
