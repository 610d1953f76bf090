import "server-only";
import type { SQL } from "drizzle-orm";
import { and, asc, desc, gte, lt, sql } from "drizzle-orm";
import type { SearchQuery } from "@/lib/recipients/search-words";
import type { Db } from "./client";
import { envelopes } from "./schema/envelopes";
import { toTsquery } from "./spell-words";
import type { Stretch } from "./stretch";
import { endOfTime, instants } from "./stretch";

const vector = sql`envelope_words(${envelopes.searchText}, ${envelopes.status}, ${envelopes.ownerId}, ${envelopes.connectionId}, ${envelopes.teamId}, ${envelopes.updatedAt})`;

const matches = (query: SearchQuery): SQL => sql`${toTsquery(query)}::tsquery`;

/** Whether a row has these words. */
export const hasWordsOnPostgres = (query: SearchQuery): SQL => sql`${vector} @@ ${matches(query)}`;

const onPostgres = (match: SQL, stretch: Stretch): SQL | undefined => {
  const [since, until] = instants(stretch);
  return and(
    sql`${vector} @@ ${match}`,
    since > 0 ? gte(envelopes.updatedAt, new Date(since)) : undefined,
    until < endOfTime ? lt(envelopes.updatedAt, new Date(until)) : undefined,
  );
};

/** Those of a stretch in no order, `most` of them at the most. */
export async function someOnPostgres(db: Db, query: SearchQuery, stretch: Stretch, most: number) {
  const rows = await db
    .select({ id: envelopes.id, at: envelopes.updatedAt })
    .from(envelopes)
    .where(onPostgres(matches(query), stretch))
    .limit(most);
  return rows.map(({ id, at }) => ({ id, at: at.getTime() }));
}

/** Milliseconds. */
const week = 604_800_000;

/** The weeks of a stretch, in its order, as rows. */
function weeksOf({ isUp, ...stretch }: Stretch): SQL {
  const [since, until] = instants({ isUp, ...stretch });
  const whole = (end: SQL) =>
    sql`(select floor(extract(epoch from ${end}(${envelopes.updatedAt})) / 604800)::int from ${envelopes})`;
  const first = sql`greatest(${Math.floor(since / week)}::int, ${whole(sql`min`)})`;
  const last = sql`least(${Math.floor(until / week)}::int, ${whole(sql`max`)})`;
  return isUp
    ? sql`generate_series(${first}, ${last}) as week`
    : sql`generate_series(${last}, ${first}, -1) as week`;
}

const inOneWeek = (db: Db, query: SearchQuery, stretch: Stretch, most: number) =>
  db
    .select({ id: envelopes.id, at: envelopes.updatedAt })
    .from(envelopes)
    .where(onPostgres(sql`(${matches(query)} && ('@w' || week)::tsquery)`, stretch))
    .limit(most);

/** Whether a few weeks at the beginning have more than `counted`: then nobody need look further. */
export async function isFrequentOnPostgres(
  db: Db,
  query: SearchQuery,
  stretch: Stretch,
  counted: number,
): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(
      sql`(select week from ${weeksOf(stretch)} limit 8) as weeks cross join lateral ${inOneWeek(db, query, stretch, counted + 1)} as found`,
    )
    .limit(counted + 1);
  return rows.length > counted;
}

/**
 * A GIN index knows no order, but every envelope has the week of its last change as a word: week
 * after week is asked for until there are enough, in one statement.
 */
export async function firstOnPostgres(db: Db, query: SearchQuery, stretch: Stretch, most: number) {
  // Ordered by what no index has: the planner would walk along one instead and look at every row.
  const inOrder = inOneWeek(db, query, stretch, most).orderBy(
    (stretch.isUp ? asc : desc)(sql`${envelopes.updatedAt} + interval '0'`),
  );
  const rows = await db
    .select({
      id: sql<string>`found.id`,
      at: sql<Date>`found.updated_at`.mapWith(envelopes.updatedAt),
    })
    .from(sql`${weeksOf(stretch)} cross join lateral ${inOrder} as found`)
    .limit(most);
  return rows.map(({ id, at }) => ({ id, at: at.getTime() }));
}
