import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { bulkRows, bulkRuns } from "@/db/schema/bulk";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { BulkOutcome } from "@/lib/vocabulary/bulk";
import { actOnRow, outcomeOf } from "./act-on-row";
import type { KeptOrder } from "./schema";
import { keptOrder } from "./schema";
import { runBulk } from "./start-bulk";

/** So many rows keep one of the worker's few places; then other jobs have their turn. */
const batch = 20;
const atOnce = 5;

type RunRow = typeof bulkRuns.$inferSelect;

/** Does the next rows of a run, each once, whatever happens in between. */
export async function runBulkBatch({ runId }: { runId: string }, now: Date): Promise<void> {
  const [run] = await read((db) => db.select().from(bulkRuns).where(eq(bulkRuns.id, runId)));
  if (run?.state !== "running") return;
  const order = keptOrder.parse(run.order);
  const rows = await read((db) => openRows(db, runId, batch));
  // Each is a transaction of its own; on SQLite they share one wait for the disk.
  for (let first = 0; first < rows.length; first += atOnce)
    await Promise.all(rows.slice(first, first + atOnce).map((row) => doRow(run, row, order, now)));
  await write(async (tx) => {
    const [left] = await openRows(tx, runId, 1);
    if (left) await enqueue(tx, runBulk, { runId }, { now, key: runId });
    else
      await tx
        .update(bulkRuns)
        .set({ state: "done", finishedAt: now })
        .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.state, "running")));
  });
}

const openRows = (db: Db, runId: string, most: number) =>
  db
    .select({ id: bulkRows.id, envelopeId: bulkRows.envelopeId })
    .from(bulkRows)
    .where(and(eq(bulkRows.runId, runId), isNull(bulkRows.outcome)))
    .orderBy(asc(bulkRows.position))
    .limit(most);

type OpenRow = Awaited<ReturnType<typeof openRows>>[number];

/** The act and its mark are one transaction: after a crash both are there, or neither. */
async function doRow(run: RunRow, row: OpenRow, order: KeptOrder, now: Date): Promise<void> {
  try {
    await write(async (tx) => {
      // Whoever comes second, in a process that was thought dead, waits here and finds it marked.
      if (!(await mark(tx, row, "done", now))) return;
      const actor = await requireActor(tx, run);
      const outcome = await actOnRow(tx, actor, row.envelopeId, order, now);
      if (outcome !== "done")
        await tx.update(bulkRows).set({ outcome }).where(eq(bulkRows.id, row.id));
    });
  } catch (error) {
    const outcome = outcomeOf(error, row.envelopeId);
    await write((tx) => mark(tx, row, outcome, now));
  }
}

async function mark(db: Db, { id }: OpenRow, outcome: BulkOutcome, doneAt: Date): Promise<boolean> {
  const marked = await db
    .update(bulkRows)
    .set({ outcome, doneAt })
    .where(and(eq(bulkRows.id, id), isNull(bulkRows.outcome)))
    .returning({ id: bulkRows.id });
  return marked.length > 0;
}

/** Whoever asked for it, with the rights that they have now. @throws AppError `forbidden` */
async function requireActor(db: Db, { accountId, address }: RunRow): Promise<AccountActor> {
  const [account] = await db
    .select({ role: accounts.role })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), eq(accounts.state, "active")));
  if (!account) throw new AppError("forbidden");
  const teamIds = await teamIdsOf(db, accountId);
  return { kind: "account", accountId, role: account.role, teamIds, address };
}
