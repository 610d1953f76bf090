import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect } from "@playwright/test";
import { password } from "./office";
import type { Portal } from "./portal";

/** Envelopes of four teams, in a portal that is set up. @returns the address of a manager of one of them */
export function seedEnvelopes(portal: Portal, count: number): string {
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
