import "server-only";
import type { SQL, SQLWrapper } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { Db, Tx } from "./connection";
import { dialect } from "./dialect";

type Lockable<Query> = Query & {
  for?: (strength: "update", options?: { skipLocked?: boolean }) => Query;
};

/**
 * `FOR UPDATE` on PostgreSQL: the rows stay ours until the transaction ends. SQLite has one writer,
 * so there is nothing to lock.
 */
export const lockRows = <Query>(query: Query): Query =>
  dialect === "postgres" ? ((query as Lockable<Query>).for?.("update") ?? query) : query;

/** `FOR UPDATE SKIP LOCKED` on PostgreSQL: rows that another process is claiming are passed over. */
export const lockFreeRows = <Query>(query: Query): Query =>
  dialect === "postgres"
    ? ((query as Lockable<Query>).for?.("update", { skipLocked: true }) ?? query)
    : query;

const codeOf = (error: unknown): string | undefined => {
  for (let current = error; current instanceof Error; current = current.cause)
    if ("code" in current && typeof current.code === "string") return current.code;
  return undefined;
};

/** Whether a write failed because the row is already there. */
export const isUniqueViolation = (error: unknown): boolean =>
  ["SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"].includes(
    codeOf(error) ?? "",
  );

/** Bytes that the database takes, without the log of its last changes. */
export async function databaseSize(db: Db): Promise<number> {
  const [row] =
    dialect === "postgres"
      ? await db
          .select({ bytes: sql`bytes` })
          .from(sql`pg_database_size(current_database()) as bytes`)
      : await db
          .select({ bytes: sql`page_count * page_size` })
          .from(sql`pragma_page_count(), pragma_page_size()`);
  return Number(row?.bytes ?? 0);
}

/** When each migration that the database has had was made, in milliseconds: its name in the journal. */
export async function appliedMigrations(db: Db): Promise<number[]> {
  const table =
    dialect === "postgres" ? sql`drizzle.__drizzle_migrations` : sql`__drizzle_migrations`;
  const rows = await db.select({ at: sql`created_at` }).from(table);
  return rows.map(({ at }) => Number(at));
}

/** The texts of a group, one behind the other in no order. */
export const joinedTexts = (column: SQLWrapper): SQL<string> =>
  dialect === "postgres" ? sql`string_agg(${column}, '')` : sql`group_concat(${column}, '')`;

const execute = async (tx: Tx, statement: SQL): Promise<void> => {
  if (dialect === "sqlite") tx.run(statement);
  else await (tx as unknown as { execute(statement: SQL): Promise<unknown> }).execute(statement);
};

/** The channel of PostgreSQL on which processes tell each other that something was kept. */
export const changesChannel = "muhr_changes";

/** `NOTIFY` on PostgreSQL, which other processes hear once this is committed. SQLite has no such thing. */
export async function notifyProcesses(tx: Tx): Promise<void> {
  if (dialect === "postgres") await execute(tx, sql`select pg_notify(${changesChannel}, '')`);
}

/** Lets the database count what its tables hold, so that it chooses its indexes by that. */
export const refreshStatistics = (tx: Tx): Promise<void> => execute(tx, sql`analyze`);
