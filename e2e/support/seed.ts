import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "@playwright/test";
import { expect } from "@playwright/test";
import Database from "better-sqlite3";
import { makeContract } from "../fixtures/make-pdfs";
import type { Person } from "./office";
import { atDesk, password, setUp, signIn } from "./office";
import type { Portal } from "./portal";

/** Sets a portal up with 600 envelopes of four teams. @returns a manager of one of them, at their desk */
export async function openSeeded(
  browser: Browser,
  portal: Portal,
): Promise<{ readonly manager: Person; readonly address: string }> {
  const admin = await atDesk(browser, portal.url, "en");
  await setUp(admin, portal.setupLink());
  await admin.context.close();
  const address = seedEnvelopes(portal, 600);
  const manager = await atDesk(browser, portal.url, "en");
  await signIn(manager, address);
  return { manager, address };
}

/** @returns the address of a manager of one of the teams */
function seedEnvelopes(portal: Portal, count: number): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["scripts/seed.mjs", "--envelopes", String(count), "--password", password],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        DATA_DIR: portal.dataFolder,
        MUHR_SECRETS_FILE: path.join(path.dirname(portal.dataFolder), "secrets"),
      },
    },
  );
  expect(status, stderr).toBe(0);
  return /\S+@\S+/.exec(stdout)?.[0] ?? "";
}

/** Gives every completed envelope a file of its own, as if it had been signed. @returns SHA-256 by code */
export function fileSigned({ dataFolder }: Portal): ReadonlyMap<string, string> {
  const database = new Database(path.join(dataFolder, "muhr.db"));
  const contract = makeContract();
  const verdict = JSON.stringify({
    ...{ documentMatch: "good", cryptography: "good", identityAndTrust: "good" },
    ...{ problems: [], signatures: 1 },
  });
  try {
    const rows = database
      .prepare("select id, reference_code as code from envelopes where status = 'completed'")
      .all() as { id: string; code: string }[];
    const insert = database.prepare(
      "insert into artifacts (id, envelope_id, kind, sha256, size, verdict, created_at) values (?, ?, 'signed_document', ?, ?, ?, ?)",
    );
    const filed = rows.map(({ id, code }) => {
      const bytes = Buffer.concat([contract, Buffer.from(`%${code}\n`)]);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const folder = path.join(dataFolder, "files", sha256.slice(0, 2));
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, sha256), bytes);
      return { id, code, sha256, size: bytes.byteLength };
    });
    database.transaction(() => {
      for (const { id, sha256, size } of filed)
        insert.run(`${id}-file`, id, sha256, size, verdict, Date.now());
    })();
    return new Map(filed.map(({ code, sha256 }) => [code, sha256]));
  } finally {
    database.close();
  }
}
