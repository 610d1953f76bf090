import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { closeDatabase, openDatabase } from "./client";

/** Gives the tests of a file a data folder and a database of their own, on the project's dialect. */
export function openTestDatabase(): void {
  const server = process.env.TEST_DATABASE_URL;
  const isOnServer = Boolean(server) && process.env.DATABASE_URL === server;
  let folder = "";
  let database = "";
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "muhr-test-"));
    process.env.DATA_DIR = folder;
    process.env.MUHR_MASTER_KEY = Buffer.alloc(32, 7).toString("base64url");
    if (isOnServer && server) {
      database = `muhr_test_${randomBytes(6).toString("hex")}`;
      await onServer(server, `create database ${database}`);
      process.env.DATABASE_URL = Object.assign(new URL(server), { pathname: `/${database}` }).href;
    }
    if (process.env.DATABASE_URL === "pglite:")
      process.env.DATABASE_URL = `pglite:${process.env.MUHR_TEST_SNAPSHOT ?? ""}`;
    await openDatabase();
  });
  afterAll(async () => {
    await closeDatabase();
    if (isOnServer && server) {
      process.env.DATABASE_URL = server;
      await onServer(server, `drop database ${database}`);
    }
    rmSync(folder, { recursive: true, force: true });
  });
}

async function onServer(url: string, statement: string): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
