import "server-only";
import type { SQL } from "drizzle-orm";
import { and, asc, desc, eq, gte, lt, or, sql } from "drizzle-orm";
import type { SearchQuery, SearchTerm } from "@/lib/recipients/search-words";
import { isKeptBeginning, toBeginningWord } from "@/lib/recipients/search-words";
import type { Db } from "./client";
import { dialect } from "./dialect";
import { envelopes } from "./schema/envelopes";

const isSqlite = dialect === "sqlite";

/** Letters, digits, marks and `@` only: nothing in a term can end its quotes. */
const clean = (text: string): string => text.replace(/[^\p{L}\p{N}\p{M}@]/gu, "");

/** As both databases keep it: a beginning is a word too, unless it is too long for that. */
function toKept({ text, isBeginning }: SearchTerm): SearchTerm {
  const word = clean(text);
  const isWord = isBeginning && isKeptBeginning(word);
  return isWord ? { text: toBeginningWord(word), isBeginning: false } : { text: word, isBeginning };
}

const spell = (query: SearchQuery, quote: string, star: string, [or, and]: [string, string]) =>
  query
    .map((terms) => {
      const spelled = terms
        .map(toKept)
        .map(({ text, isBeginning }) => quote + text + quote + (isBeginning ? star : ""));
      return `(${spelled.join(or)})`;
    })
    .join(and);

/** As FTS5 spells a query. */
const toMatch = (query: SearchQuery): string => spell(query, '"', "*", [" OR ", " AND "]);

/** As PostgreSQL spells a `tsquery`. */
const toTsquery = (query: SearchQuery): string => spell(query, "'", ":*", [" | ", " & "]);

const vector = sql`envelope_words(${envelopes.searchText}, ${envelopes.status}, ${envelopes.ownerId}, ${envelopes.connectionId}, ${envelopes.teamId}, ${envelopes.updatedAt})`;

/** What an envelope is beside its words, as words of the index; nothing that somebody types is one. */
export const factWords = {
  status: (status: string): SearchTerm => fact("s", status),
  owner: (id: string): SearchTerm => fact("o", id),
  connection: (id: string): SearchTerm => fact("c", id),
  team: (id: string | null): SearchTerm => fact("t", id ?? "@none"),
} as const;
const fact = (kind: string, value: string): SearchTerm => ({
  text: `@${kind}${value.replace(/[-_]/g, "")}`,
  isBeginning: false,
});

const hasWord = (text: string): SQL =>
  isSqlite
    ? sql`instr(${envelopes.searchText}, ${text}) > 0`
    : sql`strpos(${envelopes.searchText}, ${text}) > 0`;

/**
 * The same, asked of a row that is at hand: for words so frequent that most rows are looked at.
 * @param isFilled whether all rows have the beginnings of their words among them
 */
export const hasWords = (query: SearchQuery, isFilled: boolean): SQL | undefined =>
  and(
    ...query.map((terms) =>
      or(
        ...terms
          .map((term) => (isFilled ? toKept(term) : { ...term, text: clean(term.text) }))
          .map(({ text, isBeginning }) => hasWord(` ${text}${isBeginning ? "" : " "}`)),
      ),
    ),
  );

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
        .where(sql`${vector} @@ ${toTsquery(query)}::tsquery`)
        .limit(most);
  return rows.map(({ id }) => id);
}

/** Milliseconds of the last change, and the id, which decides between two of one instant. */
export type Changed = { readonly at: number; readonly id: string };
/** A part of all envelopes in the order of their last change. */
export type Stretch = {
  readonly isUp: boolean;
  /** The first instant that belongs to it, and the first after it. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Only what comes after this one. */
  readonly beyond: Changed | undefined;
};

const compare = (one: Changed, other: Changed): number =>
  one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Milliseconds; fits with 20 bits more into 63. */
const endOfTime = 2 ** 42;

/** The instants that a stretch has, whatever comes first. */
function instants({ isUp, since = 0, until = endOfTime, beyond }: Stretch): [number, number] {
  const [first, last] = (beyond && (isUp ? [beyond.at, until] : [since, beyond.at + 1])) || [
    since,
    until,
  ];
  return [Math.max(since, Math.min(first, endOfTime)), Math.max(0, Math.min(until, last))];
}

/** The index numbers envelopes by the millisecond of their last change and 20 bits more. */
const numbersOf = (query: SearchQuery, stretch: Stretch): SQL => {
  const [since, until] = instants(stretch);
  return sql`from envelope_words where envelope_words match ${toMatch(query)} and rowid >= cast(${since} as integer) << 20 and rowid < cast(${until} as integer) << 20`;
};

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
  const { isUp, beyond } = stretch;
  const inOrder = (one: Changed, other: Changed) => compare(one, other) * (isUp ? 1 : -1);
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

async function countOnSqlite(db: Db, query: SearchQuery, stretch: Stretch, most: number) {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(sql`(select rowid ${numbersOf(query, stretch)} limit ${most})`);
  return row?.count ?? 0;
}

const firstOnSqlite = (db: Db, query: SearchQuery, stretch: Stretch, most: number) =>
  db
    .select({ at: sql<number>`number >> 20`, id: sql<string>`envelope_id` })
    .from(
      sql`(select rowid as found ${numbersOf(query, stretch)} order by rowid ${stretch.isUp ? sql`asc` : sql`desc`} limit ${most}) join envelope_rows on number = found`,
    );

const matches = (query: SearchQuery): SQL => sql`${toTsquery(query)}::tsquery`;

const onPostgres = (match: SQL, stretch: Stretch): SQL | undefined => {
  const [since, until] = instants(stretch);
  return and(
    sql`${vector} @@ ${match}`,
    since > 0 ? gte(envelopes.updatedAt, new Date(since)) : undefined,
    until < endOfTime ? lt(envelopes.updatedAt, new Date(until)) : undefined,
  );
};

async function someOnPostgres(db: Db, query: SearchQuery, stretch: Stretch, most: number) {
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
async function isFrequentOnPostgres(
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
async function firstOnPostgres(db: Db, query: SearchQuery, stretch: Stretch, most: number) {
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
