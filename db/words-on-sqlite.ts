import "server-only";
import type { SQL } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { SearchQuery } from "@/lib/recipients/search-words";
import type { Db } from "./client";
import { toMatch } from "./spell-words";
import type { Stretch } from "./stretch";
import { instants } from "./stretch";

/** The index numbers envelopes by the millisecond of their last change and 20 bits more. */
const numbersOf = (query: SearchQuery, stretch: Stretch): SQL => {
  const [since, until] = instants(stretch);
  return sql`from envelope_words where envelope_words match ${toMatch(query)} and rowid >= cast(${since} as integer) << 20 and rowid < cast(${until} as integer) << 20`;
};

/** How many there are, `most` at the most. */
export async function countOnSqlite(db: Db, query: SearchQuery, stretch: Stretch, most: number) {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(sql`(select rowid ${numbersOf(query, stretch)} limit ${most})`);
  return row?.count ?? 0;
}

/** The first `most` of a stretch, in the order of the index. */
export const firstOnSqlite = (db: Db, query: SearchQuery, stretch: Stretch, most: number) =>
  db
    .select({ at: sql<number>`number >> 20`, id: sql<string>`envelope_id` })
    .from(
      sql`(select rowid as found ${numbersOf(query, stretch)} order by rowid ${stretch.isUp ? sql`asc` : sql`desc`} limit ${most}) join envelope_rows on number = found`,
    );
