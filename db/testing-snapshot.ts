import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";

/**
 * Once per run: a migrated PostgreSQL of which every test file loads a copy, in a seventh of the
 * time that a fresh one takes. @returns what removes it
 */
export default async function makeSnapshot(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "muhr-pglite-"));
  const file = path.join(folder, "migrated.tar");
  const client = new PGlite();
  await migrate(drizzle(client), { migrationsFolder: path.resolve("db/migrations/postgres") });
  const dump = await client.dumpDataDir("none");
  await client.close();
  await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  process.env.MUHR_TEST_SNAPSHOT = file;
  return () => rm(folder, { recursive: true, force: true });
}
