import "server-only";
import { and, asc, count, desc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { bulkRows, bulkRuns } from "@/db/schema/bulk";
import { envelopes } from "@/db/schema/envelopes";
import { teams } from "@/db/schema/teams";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { BulkAct, BulkOutcome, BulkState } from "@/lib/vocabulary/bulk";
import { bulkOutcomes } from "@/lib/vocabulary/bulk";
import { visibleTo } from "./queries";
import type { ChangeOfHands } from "./read-hands";
import { handsSince } from "./read-hands";
import type { BulkRunInput, KeptOrder } from "./schema";
import { keptOrder } from "./schema";

/** So many names stand for a group before anything has happened. */
const examples = 5;

/** How far a run is. */
export type BulkProgress = {
  readonly state: BulkState;
  readonly done: number;
  readonly total: number;
};
export type BulkRow = Pick<
  typeof bulkRows.$inferSelect,
  "envelopeId" | "title" | "referenceCode" | "foreseen" | "outcome"
> & {
  /** Who gave it to whom meanwhile, of what is `taken` and can be seen. */
  readonly taken?: Pick<ChangeOfHands, "by" | "to">;
};
/** Rows with the same outcome, or of which the same is foreseen. */
export type BulkGroup = {
  readonly outcome: BulkOutcome;
  readonly count: number;
  readonly examples: readonly Pick<BulkRow, "envelopeId" | "title" | "referenceCode">[];
};
export type BulkRun = BulkProgress & {
  readonly id: string;
  readonly act: BulkAct;
  readonly order: KeptOrder;
  /** Of `order`, where it is to be given to somebody. */
  readonly ownerName: string | null;
  readonly teamName: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** In the order of `bulkOutcomes`: what is or can be done comes first. */
  readonly groups: readonly BulkGroup[];
};

/** A run belongs to who asked for it. @throws AppError `not_found` */
export async function requireRun(db: Db, actor: AccountActor, runId: string) {
  const [run] = await db
    .select()
    .from(bulkRuns)
    .where(and(eq(bulkRuns.id, runId), eq(bulkRuns.accountId, actor.accountId)));
  if (!run) throw new AppError("not_found");
  return run;
}

export async function readProgress(
  db: Db,
  actor: AccountActor,
  runId: string,
): Promise<BulkProgress> {
  const { state, total } = await requireRun(db, actor, runId);
  const [row] = await db
    .select({ done: count() })
    .from(bulkRows)
    .where(and(eq(bulkRows.runId, runId), isNotNull(bulkRows.outcome)));
  return { state, total, done: Number(row?.done ?? 0) };
}

/** The same for a screen that follows. @throws AppError `not_found` */
export const followBulk = (actor: AccountActor, { runId }: BulkRunInput): Promise<BulkProgress> =>
  read((db) => readProgress(db, actor, runId));

/**
 * In the order in which they stood in the list. What the person may not see any more has no name,
 * but for what they gave away in this very run.
 */
export async function readRows(db: Db, actor: AccountActor, runId: string): Promise<BulkRow[]> {
  const run = await requireRun(db, actor, runId);
  const rows = await db
    .select({
      envelopeId: bulkRows.envelopeId,
      title: bulkRows.title,
      referenceCode: bulkRows.referenceCode,
      foreseen: bulkRows.foreseen,
      outcome: bulkRows.outcome,
    })
    .from(bulkRows)
    .where(eq(bulkRows.runId, runId))
    .orderBy(asc(bulkRows.position));
  const ids = rows.map(({ envelopeId }) => envelopeId);
  const seen = await db
    .select({ id: envelopes.id })
    .from(envelopes)
    .where(and(inArray(envelopes.id, ids), visibleTo(actor, "envelope.read")));
  const visible = new Set(seen.map(({ id }) => id));
  const shown = rows.map((row) =>
    visible.has(row.envelopeId) || (run.act === "assign" && row.outcome === "done")
      ? row
      : { ...row, title: null, referenceCode: null },
  );
  const order = keptOrder.parse(run.order);
  const lost = shown.flatMap(({ envelopeId, outcome, title }) =>
    outcome === "taken" && title !== null ? [envelopeId] : [],
  );
  if (order.act !== "assign" || order.since === undefined || lost.length === 0) return shown;
  const hands = await handsSince(db, lost, order.since);
  return shown.map((row) => {
    const taken = lost.includes(row.envelopeId)
      ? hands.find(({ envelopeId }) => envelopeId === row.envelopeId)
      : undefined;
    return taken ? { ...row, taken: { by: taken.by, to: taken.to } } : row;
  });
}

export async function readRun(db: Db, actor: AccountActor, runId: string): Promise<BulkRun> {
  const { id, act, state, total, createdAt, finishedAt, ...run } = await requireRun(
    db,
    actor,
    runId,
  );
  const order = keptOrder.parse(run.order);
  const rows = await readRows(db, actor, runId);
  return {
    ...{ id, act, order, state, total, createdAt, finishedAt },
    ...(await namesOf(db, order)),
    done: rows.filter(({ outcome }) => outcome !== null).length,
    groups: toGroups(rows, state),
  };
}

async function namesOf(db: Db, order: KeptOrder) {
  const { ownerId, teamId } = order.act === "assign" ? order : { ownerId: null, teamId: null };
  const [owner] = await db
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, ownerId ?? ""));
  const [team] = await db
    .select({ name: teams.name })
    .from(teams)
    .where(eq(teams.id, teamId ?? ""));
  return { ownerName: owner?.name ?? null, teamName: team?.name ?? null };
}

const toGroups = (rows: readonly BulkRow[], state: BulkState): BulkGroup[] =>
  bulkOutcomes.flatMap((outcome) => {
    const some = rows.filter(
      (row) => (state === "planned" ? row.foreseen : row.outcome) === outcome,
    );
    if (some.length === 0) return [];
    const named = some.slice(0, examples);
    return {
      outcome,
      count: some.length,
      examples: named.map(({ envelopeId, title, referenceCode }) => ({
        envelopeId,
        title,
        referenceCode,
      })),
    };
  });

export type BulkRunBrief = Pick<BulkRun, "id" | "act" | "createdAt"> & BulkProgress;

const startedBy = ({ accountId }: AccountActor) =>
  and(eq(bulkRuns.accountId, accountId), ne(bulkRuns.state, "planned"));

/** Whether there is anything in `listRuns`; cheap, for every look at the list. */
export async function hasRuns(db: Db, actor: AccountActor): Promise<boolean> {
  const some = db.select({ id: bulkRuns.id }).from(bulkRuns);
  return (await some.where(startedBy(actor)).limit(1)).length > 0;
}

/** What this person has started, newest first. */
export async function listRuns(db: Db, actor: AccountActor): Promise<BulkRunBrief[]> {
  const runs = await db
    .select()
    .from(bulkRuns)
    .where(startedBy(actor))
    .orderBy(desc(bulkRuns.createdAt), desc(bulkRuns.id));
  if (runs.length === 0) return [];
  const done = await db
    .select({ runId: bulkRows.runId, done: count() })
    .from(bulkRows)
    .where(
      and(
        inArray(
          bulkRows.runId,
          runs.map(({ id }) => id),
        ),
        isNotNull(bulkRows.outcome),
      ),
    )
    .groupBy(bulkRows.runId);
  return runs.map(({ id, act, state, total, createdAt }) => ({
    ...{ id, act, state, total, createdAt },
    done: Number(done.find(({ runId }) => runId === id)?.done ?? 0),
  }));
}
