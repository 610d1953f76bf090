import "server-only";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import type { BulkRow, BulkRun, BulkRunBrief } from "./read-bulk";
import { listRuns, readRows, readRun } from "./read-bulk";

export type BulkRunView = BulkRun & { readonly rows: readonly BulkRow[] };

/** @throws AppError `not_found` */
export async function loadBulkRun(runId: string): Promise<BulkRunView> {
  const { actor } = await requirePermission("envelope.list");
  return read(async (db) => ({
    ...(await readRun(db, actor, runId)),
    rows: await readRows(db, actor, runId),
  }));
}

export async function loadBulkRuns(): Promise<readonly BulkRunBrief[]> {
  const { actor } = await requirePermission("envelope.list");
  return read((db) => listRuns(db, actor));
}
