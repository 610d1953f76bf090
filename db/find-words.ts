import "server-only";
import type { SQL } from "drizzle-orm";
import { and, eq, or, sql } from "drizzle-orm";
import type { SearchQuery, SearchTerm } from "@/lib/recipients/search-words";
import type { Db } from "./client";
import { dialect } from "./dialect";
import { envelopes } from "./schema/envelopes";

const isSqlite = dialect === "sqlite";

/** Letters, digits and `@` only: nothing in a term can end its quotes. */
const plain = ({ text }: SearchTerm): string => text.replace(/[^\p{L}\p{N}@]/gu, "");

const group = (terms: readonly string[], sign: string): string => `(${terms.join(` ${sign} `)})`;

/** As FTS5 spells a query. */
const toMatch = (query: SearchQuery): string =>
  query
    .map((terms) =>
      group(
        terms.map((term) => `"${plain(term)}"${term.isBeginning ? "*" : ""}`),
        "OR",
      ),
    )
    .join(" AND ");

/** As PostgreSQL spells a `tsquery`. */
const toTsquery = (query: SearchQuery): string =>
  query
    .map((terms) =>
      group(
        terms.map((term) => `'${plain(term)}'${term.isBeginning ? ":*" : ""}`),
        "|",
      ),
    )
    .join(" & ");

/** Envelopes that the index of words finds; what else is asked may be added with `and`. */
export const foundByWords = (query: SearchQuery): SQL =>
  isSqlite
    ? sql`${envelopes.id} in (select envelope_id from envelope_rows where number in (select rowid from envelope_words where envelope_words match ${toMatch(query)}))`
    : sql`array_to_tsvector(string_to_array(btrim(${envelopes.searchText}), ' ')) @@ ${toTsquery(query)}::tsquery`;

const contains = (text: string): SQL =>
  isSqlite
    ? sql`instr(${envelopes.searchText}, ${text}) > 0`
    : sql`strpos(${envelopes.searchText}, ${text}) > 0`;

/** The same, asked of a row that is at hand: for words so frequent that most rows are looked at. */
export const hasWords = (query: SearchQuery): SQL | undefined =>
  and(
    ...query.map((terms) =>
      or(...terms.map((term) => contains(` ${plain(term)}${term.isBeginning ? "" : " "}`))),
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
    : await db.select({ id: envelopes.id }).from(envelopes).where(foundByWords(query)).limit(most);
  return rows.map(({ id }) => id);
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
