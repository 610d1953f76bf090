import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { afterAll, expect, test } from "vitest";
import { openSqlite } from "./open-sqlite";

const folder = mkdtempSync(path.join(tmpdir(), "muhr-update-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A data folder as an installation has it that stopped after so many migrations. */
function makeOlder(migrations: number): Database.Database {
  const copy = path.join(folder, "migrations");
  cpSync("db/migrations/sqlite", copy, { recursive: true });
  const journal = path.join(copy, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, migrations) }));
  const database = new Database(path.join(folder, "muhr.db"));
  database.pragma("foreign_keys = ON");
  migrate(drizzle(database), { migrationsFolder: copy });
  return database;
}

/** A row with something in every column that wants a value. */
function insert(database: Database.Database, table: string, values: Record<string, unknown>): void {
  const columns = database.pragma(`table_info(${table})`) as {
    name: string;
    type: string;
    notnull: number;
  }[];
  const filled = columns
    .filter(({ name, notnull }) => notnull === 1 || name in values)
    .map(({ name, type }) => ({ name, value: values[name] ?? (type === "integer" ? 1 : "x") }));
  database
    .prepare(
      `insert into ${table} (${filled.map(({ name }) => name)}) values (${filled.map(() => "?")})`,
    )
    .run(filled.map(({ value }) => value));
}

test("an installation from before templates keeps its envelopes and what belongs to them", async () => {
  const older = makeOlder(3);
  insert(older, "accounts", { id: "a" });
  insert(older, "connections", { id: "c" });
  insert(older, "documents", { id: "d", owner_id: "a" });
  insert(older, "envelopes", {
    id: "e",
    owner_id: "a",
    connection_id: "c",
    document_id: "d",
    document_sha256: "hash",
  });
  insert(older, "recipients", { id: "r", envelope_id: "e" });
  older.close();
  process.env.DATA_DIR = folder;
  const connection = await openSqlite();
  await connection.close();
  const now = new Database(path.join(folder, "muhr.db"));
  expect(now.prepare("select * from envelopes").get()).toMatchObject({
    id: "e",
    document_id: "d",
    document_sha256: "hash",
    template_version_id: null,
    template_values_encrypted: null,
  });
  expect(now.prepare("select id, slot_id from recipients").all()).toEqual([
    { id: "r", slot_id: null },
  ]);
  now.close();
});
