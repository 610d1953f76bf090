import "server-only";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { dataFolder, env } from "@/lib/kernel/env";
import { StartError } from "@/lib/kernel/start-error";
import type { Connection, Tx } from "./connection";
import { refuseToWrite, schema } from "./connection";
import { WriteQueue } from "./write-queue";

const pragmas: readonly (readonly [name: string, set: string, expected: unknown])[] = [
  ["journal_mode", "WAL", "wal"],
  // The package's default under WAL is NORMAL: a commit can vanish when the power fails.
  ["synchronous", "FULL", 2],
  ["busy_timeout", "5000", 5000],
  ["foreign_keys", "ON", 1],
  ["trusted_schema", "OFF", 0],
];

function openFile(file: string): Database.Database {
  const database = new Database(file);
  for (const [name, value, expected] of pragmas) {
    database.pragma(`${name} = ${value}`);
    const actual = database.pragma(name, { simple: true });
    if (actual !== expected)
      throw new StartError(`The database ${file} refused the setting ${name} = ${value}.`);
  }
  return database;
}

function requireVersion(database: Database.Database): void {
  const version = String(database.prepare("select sqlite_version()").pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major * 1_000_000 + minor * 1_000 + patch < 3_051_003)
    throw new StartError(`SQLite 3.51.3 or newer is needed; this one is ${version}.`);
}

/**
 * A migration that makes a table anew drops the old one, which other tables' rows still point at;
 * inside its transaction the check cannot be switched off, so it is off around it and made up for.
 */
function migrateFile(
  database: Database.Database,
  drizzled: BetterSQLite3Database<typeof schema>,
): void {
  database.pragma("foreign_keys = OFF");
  migrate(drizzled, { migrationsFolder: path.resolve(process.cwd(), "db/migrations/sqlite") });
  database.pragma("foreign_keys = ON");
  if ((database.pragma("foreign_key_check") as unknown[]).length > 0)
    throw new StartError("The database does not hold together after the update of its tables.");
}

/**
 * Counts what the indexes hold where that has changed much, so that SQLite chooses among them
 * rightly: a few hundred rows of each, whatever their number.
 */
function countIndexes(database: Database.Database): void {
  database.pragma("analysis_limit = 400");
  // 0x10000: also of tables that this process has not asked yet.
  database.pragma("optimize = 0x10002");
}
const day = 86_400_000;

/** The embedded database: one writer behind a queue, readers on a connection of their own. */
export async function openSqlite(): Promise<Connection> {
  const folder = dataFolder();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(`The data folder ${folder} cannot be made: ${(cause as Error).message}`);
  }
  const file = path.join(folder, "muhr.db");
  const writer = openFile(file);
  requireVersion(writer);
  const writing = drizzle(writer, { schema });
  migrateFile(writer, writing);
  countIndexes(writer);
  const reader = openFile(file);
  const isGuarded = env().NODE_ENV !== "production";

  const queue = new WriteQueue(writer, writing as unknown as Tx, isGuarded);
  const counting = setInterval(() => {
    if (!writer.inTransaction) countIndexes(writer);
  }, day).unref();

  return {
    reader: drizzle(reader, { schema }),
    transact: (work) => queue.push(work),
    close: async () => {
      clearInterval(counting);
      await queue.settled();
      reader.close();
      writer.close();
    },
  };
}

/** The embedded database as it lies there, for a look from outside. @throws StartError */
export async function openSqliteToRead(): Promise<Connection> {
  const file = path.join(dataFolder(), "muhr.db");
  if (!existsSync(file))
    throw new StartError(
      `There is no database in ${dataFolder()}: start Muhr once, or set DATA_DIR.`,
    );
  const reader = new Database(file, { readonly: true, timeout: 5_000 });
  return {
    reader: drizzle(reader, { schema }),
    transact: refuseToWrite,
    close: async () => void reader.close(),
  };
}
