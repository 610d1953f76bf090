import "server-only";
import { asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "./connection";
import { notifyProcesses } from "./differences";
import { envelopes } from "./schema/envelopes";
import { changes, changesHead } from "./schema/system";

export type Change = typeof changes.$inferSelect;
type Audience = Pick<typeof envelopes.$inferSelect, "ownerId" | "teamId">;

/**
 * An envelope that is another now; `before` where it was somebody else's, or is gone: whoever could
 * see it is told as well. `everything`: what people may see has changed.
 */
export type ChangeNote =
  | "everything"
  | { readonly envelopeId: string; readonly before?: Audience | undefined };

const keptMilliseconds = 3_600_000;
/** More in one transaction are told as "everything". */
const mostNamed = 200;
/** Whoever missed more reads everything again. */
export const mostReplayed = 1_000;
/** Changes between two times that the old ones are removed. */
const pruneEvery = 256;
const headId = "head";

type NewChange = Pick<Change, "envelopeId" | "ownerId" | "teamId">;
const everything: NewChange = { envelopeId: null, ownerId: null, teamId: null };

async function toChanges(tx: Tx, notes: readonly ChangeNote[]): Promise<readonly NewChange[]> {
  const named = notes.filter((note) => note !== "everything");
  const ids = [...new Set(named.map(({ envelopeId }) => envelopeId))];
  if (named.length < notes.length || ids.length > mostNamed) return [everything];
  const now = await tx
    .select({ envelopeId: envelopes.id, ownerId: envelopes.ownerId, teamId: envelopes.teamId })
    .from(envelopes)
    .where(inArray(envelopes.id, ids));
  const before = named.flatMap(({ envelopeId, before }) =>
    before ? [{ envelopeId, ownerId: before.ownerId, teamId: before.teamId }] : [],
  );
  const keyOf = (change: NewChange) => Object.values(change).join();
  return [...new Map([...now, ...before].map((change) => [keyOf(change), change])).values()];
}

/** Numbers what a transaction changed and keeps it, before its commit. */
export async function keepChanges(tx: Tx, notes: readonly ChangeNote[], at: Date): Promise<void> {
  if (notes.length === 0) return;
  const made = await toChanges(tx, notes);
  if (made.length === 0) return;
  const [head] = await tx
    .insert(changesHead)
    .values({ id: headId, sequence: made.length })
    .onConflictDoUpdate({
      target: changesHead.id,
      set: { sequence: sql`${changesHead.sequence} + ${made.length}` },
    })
    .returning();
  const last = head?.sequence ?? made.length;
  const before = last - made.length;
  await tx
    .insert(changes)
    .values(made.map((change, index) => ({ ...change, sequence: before + index + 1, at })));
  if (Math.floor(before / pruneEvery) < Math.floor(last / pruneEvery))
    await tx.delete(changes).where(lt(changes.at, new Date(at.getTime() - keptMilliseconds)));
  await notifyProcesses(tx);
}

/** The number of the last change that was committed; 0 before the first. */
export async function latestSequence(db: Db): Promise<number> {
  const [head] = await db.select().from(changesHead).where(eq(changesHead.id, headId));
  return head?.sequence ?? 0;
}

/**
 * What came after that number, the oldest first; undefined when it is too much or not kept any more,
 * or the number is of another time, as after a backup was put back.
 */
export async function changesAfter(
  db: Db,
  sequence: number,
): Promise<readonly Change[] | undefined> {
  // First, because a number that is seen here has its row already.
  const latest = await latestSequence(db);
  const rows = await db
    .select()
    .from(changes)
    .where(gt(changes.sequence, sequence))
    .orderBy(asc(changes.sequence))
    .limit(mostReplayed + 1);
  const [first] = rows;
  const isWhole = first ? first.sequence === sequence + 1 : latest === sequence;
  return isWhole && rows.length <= mostReplayed ? rows : undefined;
}
