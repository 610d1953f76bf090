import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { read } from "./client";
import { dialect } from "./dialect";
import { openTestDatabase } from "./testing";

openTestDatabase();

const onSqlite = sql`(select name from sqlite_master where tbl_name = 'envelopes' and name like 'envelopes_words%') as made`;
const onPostgres = sql`(select indexname as name from pg_indexes where indexname like 'envelopes_words%') as made`;

// A later migration that makes the table of envelopes anew drops what follows it with the old one.
test("after all migrations the index of words follows the envelopes", async () => {
  const rows = await read((db) =>
    db.select({ name: sql<string>`name` }).from(dialect === "sqlite" ? onSqlite : onPostgres),
  );
  const names = rows.map(({ name }) => name).toSorted();
  expect(names).toEqual(
    dialect === "sqlite"
      ? ["envelopes_words_delete", "envelopes_words_insert", "envelopes_words_update"]
      : ["envelopes_words"],
  );
});
