import type { ChildProcess } from "node:child_process";
import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Figure } from "../figure";
import { median } from "../figure";
import type { Answer } from "../list-works";
import { bareRows } from "../list-works";

const sizes = [1_000, 100_000, 1_000_000] as const;
const smallest = sizes[0];
const rounds = 15;

type Database = {
  readonly name: string;
  /** What a program of ours is told, so that it opens that of this size. */
  environment(size: number): { readonly DATA_DIR: string; readonly DATABASE_URL: string };
};

const folderOf = (name: string, size: number) => path.resolve(`bench/results/${name}-${size}`);

const embedded: Database = {
  name: "SQLite",
  environment: (size) => ({ DATA_DIR: folderOf("lists", size), DATABASE_URL: "" }),
};

/** @param address of a server, without a database: it holds `muhr_lists_1000` and so on already */
const server = (address: string): Database => ({
  name: "PostgreSQL",
  environment: (size) => ({
    DATA_DIR: folderOf("lists-server", size),
    DATABASE_URL: `${address.replace(/\/$/, "")}/muhr_lists_${size}`,
  }),
});

/** Once for each database; what was seeded is kept. */
function seed(database: Database, size: number): void {
  const environment = database.environment(size);
  const done = path.join(environment.DATA_DIR, "seeded");
  if (existsSync(done)) return;
  mkdirSync(environment.DATA_DIR, { recursive: true });
  execFileSync(
    process.execPath,
    ["--conditions=react-server", "dist/seed-main.mjs", "--envelopes", String(size)],
    { stdio: "inherit", env: { ...process.env, ...environment } },
  );
  writeFileSync(done, "");
}

/** A process that works on one database, and the names of what it can be asked for. */
async function openAnswering(database: Database, size: number) {
  seed(database, size);
  const child = fork("dist/bench-answer-lists.mjs", {
    env: { ...process.env, ...database.environment(size) },
  });
  return { child, names: await heardFrom<readonly string[]>(child) };
}

async function heardFrom<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The process beside a database ended with ${code}`);
  });
  const [answer] = await Promise.race([once(child, "message"), ended]);
  return answer as Answer;
}

/** The sizes take turns, so that what else the machine does meets all alike. */
async function measureIn(database: Database): Promise<Figure[]> {
  const opened = new Map<number, Awaited<ReturnType<typeof openAnswering>>>();
  for (const size of sizes) opened.set(size, await openAnswering(database, size));
  const times = new Map<string, number[]>();
  const rows = new Map<string, number | undefined>();
  const timesOf = (name: string, size: number) => {
    const key = `${name}, ${size}`;
    const known = times.get(key) ?? [];
    times.set(key, known);
    return known;
  };
  const names = opened.get(smallest)?.names ?? [];
  for (const name of names)
    for (let round = 0; round <= rounds; round++)
      for (const [size, { child }] of opened) {
        child.send(name);
        const answer = await heardFrom<Answer>(child);
        rows.set(`${name}, ${size}`, answer.rows);
        if (round > 0) timesOf(name, size).push(answer.took);
      }
  for (const { child } of opened.values()) child.disconnect();
  const at = (name: string, size: number) => median(timesOf(name, size));
  /** A list of a small office may not fill its page: that costs less. */
  const told = (name: string, size: number) => {
    const [few, many] = [rows.get(`${name}, ${smallest}`), rows.get(`${name}, ${size}`)];
    return few === many ? "" : `, ${few} rows instead of ${many}`;
  };
  return names
    .filter((name) => name !== bareRows)
    .flatMap((name) =>
      sizes.slice(1).map(
        (size): Figure => ({
          name: `${database.name}, ${size.toLocaleString("en")} envelopes, ${name}`,
          unit: "ms",
          ours: at(name, size),
          floor: at(name, smallest),
          floorIs: `the same at 1,000${told(name, size)}; ${bareRows}: ${at(bareRows, size).toFixed(1)} ms`,
          mustReach: { times: 1.5 },
          samples: { ours: timesOf(name, size), floor: timesOf(name, smallest) },
        }),
      ),
    );
}

/**
 * Lists, filters, searches, home and reports of what `npm run seed` makes, on the embedded
 * database and, when `BENCH_POSTGRES` is the address of a server, there too.
 */
export async function measureLists(): Promise<Figure[]> {
  process.env.MUHR_MASTER_KEY ??= Buffer.alloc(32, 7).toString("base64url");
  const address = process.env.BENCH_POSTGRES;
  const databases = [embedded, ...(address ? [server(address)] : [])];
  const figures: Figure[] = [];
  for (const database of databases) figures.push(...(await measureIn(database)));
  return figures;
}
