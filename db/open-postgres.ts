import "server-only";
import { openAsBlob } from "node:fs";
import path from "node:path";
import { env } from "@/lib/kernel/env";
import { StartError } from "@/lib/kernel/start-error";
import type { Connection, Db, Tx } from "./connection";
import { refuseToWrite, schema } from "./connection";
import { changesChannel } from "./differences";
import { listenToServer } from "./listen-to-server";

const migrationsFolder = () => path.resolve(process.cwd(), "db/migrations/postgres");

type Transacting = { transaction<T>(work: (tx: unknown) => Promise<T>): Promise<T> };

const toConnection = (
  database: unknown,
  close: () => Promise<void>,
  listen?: Connection["listen"],
): Connection => ({
  ...(listen && { listen }),
  reader: database as Db,
  transact: (work) => (database as Transacting).transaction((tx) => work(tx as Tx)),
  close,
});

/**
 * PostgreSQL at `DATABASE_URL`; `pglite:` runs it inside this process and in memory, for tests:
 * empty, or from the dump of a data folder whose path follows.
 */
export async function openPostgres(): Promise<Connection> {
  const url = env().DATABASE_URL;
  return url.startsWith("pglite:") ? openInProcess(url.slice("pglite:".length)) : openServer(url);
}

const cannotBeUsed = (cause: unknown): StartError =>
  new StartError(
    `The database at DATABASE_URL cannot be used: ${(cause as Error).message || (cause as { code?: string }).code}`,
  );

async function openServer(url: string): Promise<Connection> {
  const { Pool } = await import("pg");
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const { migrate } = await import("drizzle-orm/node-postgres/migrator");
  const pool = new Pool({ connectionString: url, max: 10 });
  // An idle connection that breaks is replaced by the pool; without a listener it ends the process.
  pool.on("error", () => undefined);
  try {
    const client = await pool.connect();
    try {
      // Several processes may start at once; the lock makes them migrate one after another.
      await client.query("select pg_advisory_lock(727271)");
      await migrate(drizzle(client, { schema }), { migrationsFolder: migrationsFolder() });
      await client.query("select pg_advisory_unlock(727271)");
    } finally {
      client.release();
    }
  } catch (cause) {
    await pool.end();
    throw cannotBeUsed(cause);
  }
  return toConnection(
    drizzle(pool, { schema }),
    () => pool.end(),
    (onNotice) => listenToServer(url, onNotice),
  );
}

/** The database at `DATABASE_URL` as it is there, for a look from outside. @throws StartError */
export async function openPostgresToRead(): Promise<Connection> {
  const { Client } = await import("pg");
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const client = new Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect().catch((cause: unknown) => {
    throw cannotBeUsed(cause);
  });
  const reading = toConnection(drizzle(client, { schema }), () => client.end());
  return { ...reading, transact: refuseToWrite };
}

async function openInProcess(dump: string): Promise<Connection> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { drizzle } = await import("drizzle-orm/pglite");
  const { migrate } = await import("drizzle-orm/pglite/migrator");
  const loadDataDir = dump ? await openAsBlob(dump) : undefined;
  const client = new PGlite({ ...(loadDataDir && { loadDataDir }) });
  const database = drizzle(client, { schema });
  await migrate(database, { migrationsFolder: migrationsFolder() });
  return toConnection(
    database,
    () => client.close(),
    (onNotice) => {
      const listening = client.listen(changesChannel, onNotice);
      return async () => (await listening)();
    },
  );
}
