import "server-only";
import { and, desc, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { bulkRows, bulkRuns } from "@/db/schema/bulk";
import { envelopes } from "@/db/schema/envelopes";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { BulkOutcome } from "@/lib/vocabulary/bulk";
import { actOnRow, outcomeOf } from "./act-on-row";
import { requireAssignee } from "./assign-envelope";
import { requireNearEnd } from "./extend-envelope";
import { visibleTo } from "./queries";
import type { BulkRun } from "./read-bulk";
import { readRun } from "./read-bulk";
import { lastEvent } from "./read-hands";
import { resolveSelection } from "./resolve-selection";
import type { KeptOrder, PlanBulkInput } from "./schema";

/** Runs that each person keeps; older ones go. */
const mostKept = 20;
const insertedAtOnce = 100;
/** On SQLite these share one wait for the disk; on PostgreSQL they leave half of the connections free. */
const triedAtOnce = 5;

/** Ends a transaction without a trace. */
class TakenBack extends Error {
  constructor(readonly outcome: BulkOutcome) {
    super("A trial is always taken back");
  }
}

/** Does it and takes it back: whatever would refuse it later refuses it here. */
async function tryOut(
  actor: AccountActor,
  envelopeId: string,
  order: KeptOrder,
  now: Date,
): Promise<BulkOutcome> {
  try {
    return await write(async (tx): Promise<never> => {
      throw new TakenBack(await actOnRow(tx, actor, envelopeId, order, now));
    });
  } catch (error) {
    return error instanceof TakenBack ? error.outcome : outcomeOf(error, envelopeId);
  }
}

/**
 * Notes what is to be done to the chosen envelopes and what would become of each. Nothing happens
 * before `startBulk`.
 * @throws AppError `forbidden`, `too_many`, `assignee_unusable`, `end_too_late`, `not_found` when nothing
 * is chosen
 */
export async function planBulk(
  actor: AccountActor,
  { selection, order: asked }: PlanBulkInput,
  now: Date,
): Promise<BulkRun> {
  if (!can(actor, `envelope.${asked.act}`)) throw new AppError("forbidden");
  if (asked.act === "extend") requireNearEnd(asked.expiresAt, now);
  const order: KeptOrder =
    asked.act === "assign" ? { ...asked, since: await read(lastEvent) } : asked;
  const chosen = await read(async (db) => {
    if (order.act === "assign") await requireAssignee(db, actor, order);
    const ids = await resolveSelection(db, actor, selection, now);
    const seen = await db
      .select({
        id: envelopes.id,
        title: envelopes.title,
        referenceCode: envelopes.referenceCode,
      })
      .from(envelopes)
      .where(and(inArray(envelopes.id, [...ids]), visibleTo(actor, "envelope.read")));
    const known = new Map(seen.map((row) => [row.id, row]));
    return ids.map((id) => ({ id, ...known.get(id) }));
  });
  if (chosen.length === 0) throw new AppError("not_found");
  const runId = newId(now.getTime());
  const rows: (typeof bulkRows.$inferInsert)[] = [];
  for (let first = 0; first < chosen.length; first += triedAtOnce)
    rows.push(
      ...(await Promise.all(
        chosen.slice(first, first + triedAtOnce).map(async ({ id, title, referenceCode }, at) => ({
          id: newId(now.getTime()),
          runId,
          position: first + at,
          envelopeId: id,
          title: title ?? null,
          referenceCode: referenceCode ?? null,
          foreseen: await tryOut(actor, id, order, now),
        })),
      )),
    );
  await write(async (tx) => {
    await forgetOld(tx, actor.accountId);
    await tx.insert(bulkRuns).values({
      id: runId,
      accountId: actor.accountId,
      act: order.act,
      order,
      state: "planned",
      total: rows.length,
      createdAt: now,
    });
    for (let first = 0; first < rows.length; first += insertedAtOnce)
      await tx.insert(bulkRows).values(rows.slice(first, first + insertedAtOnce));
  });
  return read((db) => readRun(db, actor, runId));
}

/** Plans that nobody started, and runs beyond the newest ones; never one that is under way. */
async function forgetOld(tx: Tx, accountId: string): Promise<void> {
  const mine = await tx
    .select({ id: bulkRuns.id, state: bulkRuns.state })
    .from(bulkRuns)
    .where(and(eq(bulkRuns.accountId, accountId), ne(bulkRuns.state, "running")))
    .orderBy(desc(bulkRuns.createdAt), desc(bulkRuns.id));
  const planned = mine.filter(({ state }) => state === "planned").slice(1);
  const done = mine.filter(({ state }) => state === "done").slice(mostKept - 1);
  const gone = [...planned, ...done].map(({ id }) => id);
  if (gone.length === 0) return;
  await tx.delete(bulkRows).where(inArray(bulkRows.runId, gone));
  await tx.delete(bulkRuns).where(inArray(bulkRuns.id, gone));
}
