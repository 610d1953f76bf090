import "server-only";
import { execFile } from "node:child_process";
import { readFile, statfs } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Db } from "@/db/client";
import { dialect } from "@/db/dialect";
import { appliedMigrations } from "@/db/differences";
import { dataFolder } from "@/lib/kernel/env";

/** What runs. */
export type ProgramFigures = {
  readonly version: string;
  /** Short hash of the source's commit; null where it does not lie in a repository. */
  readonly commit: string | null;
  readonly node: string;
  readonly platform: string;
};

const atHome = (...parts: string[]): string =>
  path.join(/* turbopackIgnore: true */ process.cwd(), ...parts);

let known: Promise<ProgramFigures> | undefined;

/** Looked up once: it stays the same while the process lives. */
export const measureProgram = (): Promise<ProgramFigures> => {
  known ??= findProgram();
  return known;
};

async function findProgram(): Promise<ProgramFigures> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(atHome("package.json"), "utf8")));
  const commit = await promisify(execFile)("git", ["rev-parse", "--short=10", "HEAD"]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  const platform = `${process.platform} ${process.arch}`;
  return { version, commit, node: process.versions.node, platform };
}

/** Bytes, of the file system that the data folder lies on. */
export type DiskFigures = { readonly free: number; readonly total: number };

export async function measureDisk(): Promise<DiskFigures> {
  const { bavail, blocks, bsize } = await statfs(dataFolder());
  return { free: bavail * bsize, total: blocks * bsize };
}

/** Migrations that this version knows, and those that the database has had. */
export type MigrationFigures = {
  /** Known and not yet applied. */
  readonly missing: number;
  /** Applied by a newer version. */
  readonly unknown: number;
};

const journalShape = z.object({ entries: z.array(z.object({ when: z.number() })) });
const folder = dialect === "postgres" ? "postgres" : "sqlite";

export async function measureMigrations(db: Db): Promise<MigrationFigures> {
  const file = atHome("db", "migrations", folder, "meta", "_journal.json");
  const { entries } = journalShape.parse(JSON.parse(await readFile(file, "utf8")));
  const applied = await appliedMigrations(db);
  const newest = Math.max(...applied, 0);
  // As the migrator itself does it: what is older than the newest counts as applied.
  return {
    missing: entries.filter(({ when }) => when > newest).length,
    unknown: newest > Math.max(...entries.map(({ when }) => when)) ? 1 : 0,
  };
}
