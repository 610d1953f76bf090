import "server-only";
import type { SQL } from "drizzle-orm";
import { and, eq, sql } from "drizzle-orm";
import type { SearchQuery } from "@/lib/recipients/search-words";
import type { Db } from "./client";
import { dialect } from "./dialect";
import { envelopes } from "./schema/envelopes";
import { toMatch } from "./spell-words";
import type { Changed, Stretch } from "./stretch";
import { inOrderOf } from "./stretch";
import {
  firstOnPostgres,
  hasWordsOnPostgres,
  isFrequentOnPostgres,
  someOnPostgres,
} from "./words-on-postgres";
import { countOnSqlite, firstOnSqlite } from "./words-on-sqlite";

const isSqlite = dialect === "sqlite";

/** The ids that the index of words finds, in no order, `most` of them at the most. */
export async function idsFoundByWords(db: Db, query: SearchQuery, most: number): Promise<string[]> {
  const rows = isSqlite
    ? await db
        .select({ id: sql<string>`envelope_id` })
        .from(
          sql`(select rowid as found from envelope_words where envelope_words match ${toMatch(query)} limit ${most}) join envelope_rows on number = found`,
        )
    : await db
        .select({ id: envelopes.id })
        .from(envelopes)
        .where(hasWordsOnPostgres(query))
        .limit(most);
  return rows.map(({ id }) => id);
}

export type FoundByWords = {
  /** The first `most` of the stretch, in order. */
  readonly page: readonly Changed[];
  /** Of all of it, wherever the page begins; a little beyond `counted` it stops. */
  readonly count: number;
};

/** Envelopes that have these words, in the order of their last change. */
export async function findByWords(
  db: Db,
  query: SearchQuery,
  stretch: Stretch,
  { most, counted }: { most: number; counted: number },
): Promise<FoundByWords> {
  const { beyond } = stretch;
  const inOrder = inOrderOf(stretch);
  const isBeyond = (row: Changed) => !beyond || inOrder(row, beyond) > 0;
  const whole = { ...stretch, beyond: undefined };
  const isFrequent = !isSqlite && (await isFrequentOnPostgres(db, query, whole, counted));
  const some = isSqlite || isFrequent ? null : await someOnPostgres(db, query, whole, counted + 1);
  if (some && some.length <= counted)
    return { page: some.filter(isBeyond).toSorted(inOrder).slice(0, most), count: some.length };
  const count = isSqlite ? await countOnSqlite(db, query, whole, counted + 1) : counted + 1;
  for (let limit = most + 10; ; limit *= 4) {
    const first = isSqlite ? firstOnSqlite : firstOnPostgres;
    const rows: readonly Changed[] = await first(db, query, stretch, limit);
    const sorted = rows.toSorted(inOrder);
    const isAll = sorted.length < limit;
    const lastAt = sorted.at(-1)?.at;
    // Within its last instant the index may have stopped anywhere.
    const page = sorted.filter((row) => (isAll || row.at !== lastAt) && isBeyond(row));
    if (isAll || page.length >= most) return { page: page.slice(0, most), count };
  }
}

/** What puts an envelope in its place in a list. */
export type ListKey<Status> = {
  readonly id: string;
  readonly at: Date | null;
  readonly status: Status;
};

/**
 * Keys of these envelopes, which may be some thousands and travel as one value, that meet a
 * condition. They are looked up one by one: no index of the condition may lead.
 */
export function amongIds(
  db: Db,
  at: typeof envelopes.updatedAt | typeof envelopes.sentAt,
  ids: readonly string[],
  where: SQL | undefined,
): Promise<ListKey<(typeof envelopes.$inferSelect)["status"]>[]> {
  const list = JSON.stringify(ids);
  const found = isSqlite
    ? sql`json_each(${list}) as found`
    : sql`jsonb_array_elements_text(${list}::jsonb) as found(value)`;
  return db
    .select({ id: envelopes.id, at, status: envelopes.status })
    .from(found)
    .crossJoin(envelopes)
    .where(and(eq(envelopes.id, sql`found.value`), where)) as never;
}
