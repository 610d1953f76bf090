import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Connection, Db, Tx } from "./connection";
import { dialect } from "./dialect";
import { openPostgres, openPostgresToRead } from "./open-postgres";
import { openSqlite, openSqliteToRead } from "./open-sqlite";

export type { Db, Tx } from "./connection";

type Process = {
  connection: Promise<Connection> | undefined;
  writing: AsyncLocalStorage<{ afterCommit: (() => void)[] }>;
};

// Next gives instrumentation, pages and route handlers module instances of their own; two SQLite
// writers in one process block each other, so there is one connection per process.
const slot = Symbol.for("muhr");
const shared = globalThis as typeof globalThis & { [slot]?: Process };

function ofThisProcess(): Process {
  shared[slot] ??= { connection: undefined, writing: new AsyncLocalStorage() };
  return shared[slot];
}

function connection(): Promise<Connection> {
  const state = ofThisProcess();
  state.connection ??= (dialect === "postgres" ? openPostgres() : openSqlite()).catch((error) => {
    state.connection = undefined;
    throw error;
  });
  return state.connection;
}

/** Opens the database and brings it to the newest migration. @throws StartError */
export async function openDatabase(): Promise<void> {
  await connection();
}

/** Opens the database as it is there: nothing is migrated, nothing can be written. @throws StartError */
export async function openDatabaseToRead(): Promise<void> {
  const opening = dialect === "postgres" ? openPostgresToRead() : openSqliteToRead();
  ofThisProcess().connection = opening;
  await opening;
}

/** Runs queries. They never see the uncommitted rows of a `write`. */
export async function read<T>(query: (db: Db) => Promise<T>): Promise<T> {
  return query((await connection()).reader);
}

/**
 * The only way to change anything: all of it, or nothing. Inside, only the database may be
 * awaited; on SQLite a transaction that outlives its macrotask throws in development and test.
 */
export async function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const { writing } = ofThisProcess();
  if (writing.getStore())
    throw new Error("write() inside write(): pass the transaction on instead");
  const { transact } = await connection();
  const context = { afterCommit: [] as (() => void)[] };
  const result = await writing.run(context, () => transact(work));
  for (const run of context.afterCommit) run();
  return result;
}

/** Runs once the surrounding `write` has committed, and never when it is rolled back. */
export function onCommit(run: () => void): void {
  const context = ofThisProcess().writing.getStore();
  if (!context) throw new Error("onCommit() outside write()");
  context.afterCommit.push(run);
}

/** Lets running writes end, then closes. The next query opens again. */
export async function closeDatabase(): Promise<void> {
  const state = ofThisProcess();
  const open = state.connection;
  state.connection = undefined;
  await (await open)?.close();
}
