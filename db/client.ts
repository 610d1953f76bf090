import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { ChangeNote } from "./changes";
import { keepChanges } from "./changes";
import type { Connection, Db, Tx } from "./connection";
import { dialect } from "./dialect";
import { publish } from "./events";
import { openPostgres, openPostgresToRead } from "./open-postgres";
import { openSqlite, openSqliteToRead } from "./open-sqlite";

export type { Db, Tx } from "./connection";

type Process = {
  connection: Promise<Connection> | undefined;
  writing: AsyncLocalStorage<Writing>;
};

type Writing = { readonly afterCommit: (() => void)[]; readonly changes: ChangeNote[] };

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
  const context: Writing = { afterCommit: [], changes: [] };
  const result = await writing.run(context, () =>
    transact(async (tx) => {
      const result = await work(tx);
      // Last, because its lock makes those who change something wait for each other's commit.
      await keepChanges(tx, context.changes, new Date());
      return result;
    }),
  );
  if (context.changes.length > 0) publish({ kind: "changes_kept" });
  for (const run of context.afterCommit) run();
  return result;
}

/** What the surrounding `write` changes on open screens; kept in its transaction. */
export function noteChange(change: ChangeNote): void {
  const context = ofThisProcess().writing.getStore();
  if (!context) throw new Error("noteChange() outside write()");
  context.changes.push(change);
}

/** Hears of changes that other processes kept. @returns what ends it */
export const listenForChanges = async (onNotice: () => void): Promise<() => Promise<void>> =>
  (await connection()).listen?.(onNotice) ?? (async () => undefined);

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
