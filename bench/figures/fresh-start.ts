import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Figure } from "../figure";

const port = "4391";
const limit = 300_000;

/** What a clone would bring, in a folder of its own with an empty home beside it. */
function bareMachine() {
  const folder = mkdtempSync(path.join(tmpdir(), "muhr-fresh-"));
  const clone = path.join(folder, "muhr");
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", list, { encoding: "utf8" }).split("\0").filter(Boolean);
  for (const file of files) cpSync(file, path.join(clone, file));
  const home = path.join(folder, "home");
  mkdirSync(home);
  const { PATH = "", npm_config_registry: registry } = process.env;
  const environment: Record<string, string> = {
    PATH: PATH.split(":")
      .filter((each) => !each.includes("node_modules"))
      .join(":"),
    HOME: home,
    PORT: port,
    ...(registry && { npm_config_registry: registry }),
  };
  // Next types NODE_ENV as always set; npm start sets it itself.
  const env = environment as NodeJS.ProcessEnv;
  return { clone, env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function startToFirstAnswer(): Promise<number> {
  const { clone, env, remove } = bareMachine();
  const started = Date.now();
  const child = spawn("npm", ["start"], { cwd: clone, env, stdio: "ignore", detached: true });
  try {
    while (Date.now() - started < limit) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined);
      if (answer?.ok) return (Date.now() - started) / 1000;
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      await sleep(100);
    }
    throw new Error("npm start gave no answer in time");
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
    await sleep(2_000);
    remove();
  }
}

function installOnly(): number {
  const { clone, env, remove } = bareMachine();
  const started = Date.now();
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: clone,
    env,
    stdio: "ignore",
  });
  const took = (Date.now() - started) / 1000;
  remove();
  return took;
}

/** An empty home, no packages, no build: `npm start` until it answers. Once each: it downloads. */
export async function measureFreshStart(): Promise<Figure[]> {
  return [
    {
      name: "fresh clone, empty home: npm start to first answer",
      unit: "s",
      ours: await startToFirstAnswer(),
      floor: installOnly(),
      floorIs: "npm ci alone",
      mustReach: { most: 90 },
    },
  ];
}
