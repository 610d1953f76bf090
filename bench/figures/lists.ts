import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { closeDatabase, openDatabase, read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import { countByStatus } from "@/lib/envelopes/count-by-status";
import { listEnvelopes } from "@/lib/envelopes/list-envelopes";
import { envelopeListFilter } from "@/lib/envelopes/list-filter";
import { readHome } from "@/lib/envelopes/read-home";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Figure } from "../figure";
import { median } from "../figure";

const sizes = [1_000, 100_000, 1_000_000] as const;
const rounds = 15;
/** Who asks for nobody's mails. */
const nobody = "nobody@example.org";

/** Seeded once and kept; a minute for 100,000. */
function seeded(size: number): string {
  const folder = path.resolve(`bench/results/lists-${size}`);
  if (existsSync(path.join(folder, "muhr.db"))) return folder;
  mkdirSync(folder, { recursive: true });
  execFileSync(
    process.execPath,
    ["--conditions=react-server", "dist/seed-main.mjs", "--envelopes", String(size)],
    { stdio: "inherit", env: { ...process.env, DATA_DIR: folder, DATABASE_URL: "" } },
  );
  return folder;
}

async function actorOf(role: "manager" | "staff"): Promise<AccountActor> {
  return read(async (db) => {
    const [row] = await db.select().from(accounts).where(eq(accounts.role, role)).limit(1);
    const accountId = row?.id ?? "";
    const teamIds = await teamIdsOf(db, accountId);
    return { kind: "account", accountId, role, teamIds, address: null };
  });
}

type Work = (db: Db, now: Date) => Promise<unknown>;

/** Middle of some runs, in milliseconds; the first is not counted. */
async function timeOf(work: Work): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    await read((db) => work(db, new Date()));
    if (round > 0) times.push(performance.now() - start);
  }
  return median(times);
}

const searches: Readonly<Record<string, Record<string, string>>> = {
  "first page": {},
  "filter by two statuses": { status: "in_progress,declined" },
  "filter by provider and status": { provider: "built-in", status: "completed" },
  "dates of sending": { sentFrom: "2026-01-01T00:00:00Z", sentTo: "2026-06-01T00:00:00Z" },
  "expiring within 7 days": { expiresWithin: "7" },
  "sorted by status": { sort: "status" },
  "search: a frequent name": { q: "احمدی" },
  "search: a Persian name": { q: "علي رضايي" },
  "search: two words, the last unfinished": { q: "Xasanov Серг" },
  "search: one letter": { q: "s" },
  "search: nothing found": { q: "zzzzqqq" },
  "search: end of a telephone number": { q: "4512876" },
  "filter by recipient": { recipient: "Oʻktam Gʻulomov" },
};

/** 50 rows with their people and nothing else. */
const bare: Work = async (db) => {
  const rows = await db
    .select()
    .from(envelopes)
    .where(and())
    .orderBy(desc(envelopes.updatedAt), desc(envelopes.id))
    .limit(50);
  const ids = rows.map(({ id }) => id);
  return db.select().from(recipients).where(inArray(recipients.envelopeId, ids));
};

async function measureOne(folder: string): Promise<Map<string, number>> {
  process.env.DATA_DIR = folder;
  await openDatabase();
  const times = new Map<string, number>();
  times.set("bare", await timeOf(bare));
  for (const role of ["manager", "staff"] as const) {
    const actor = await actorOf(role);
    const everybody = { ...actor, role: "auditor" as const };
    const who = role === "manager" ? everybody : actor;
    const name = role === "manager" ? "whole office" : role;
    times.set(`${name}: home`, await timeOf((db, now) => readHome(db, who, nobody, now)));
    times.set(`${name}: counts by status`, await timeOf((db) => countByStatus(db, who)));
    for (const [title, search] of Object.entries(searches)) {
      const filter = envelopeListFilter.parse(search);
      times.set(
        `${name}: ${title}`,
        await timeOf((db, now) => listEnvelopes(db, who, filter, now)),
      );
    }
    if (role === "manager") {
      const team: Work = (db, now) => listEnvelopes(db, actor, {}, now);
      times.set("a manager’s teams: first page", await timeOf(team));
      times.set(
        "a manager’s teams: home",
        await timeOf((db, now) => readHome(db, actor, nobody, now)),
      );
    }
    const middle = new Date(Date.now() - 500 * 86_400_000).getTime();
    const deep = { after: `0_${middle}_f` };
    times.set(
      `${name}: a page 500 days back`,
      await timeOf((db, now) => listEnvelopes(db, who, deep, now)),
    );
  }
  await closeDatabase();
  return times;
}

/** Lists, filters and searches of what `npm run seed` makes, on the embedded database. */
export async function measureLists(): Promise<Figure[]> {
  process.env.MUHR_MASTER_KEY ??= Buffer.alloc(32, 7).toString("base64url");
  const results = new Map<number, Map<string, number>>();
  for (const size of sizes) results.set(size, await measureOne(seeded(size)));
  const at = (size: number, name: string) => results.get(size)?.get(name) ?? Number.NaN;
  const names = [...(results.get(1_000)?.keys() ?? [])].filter((name) => name !== "bare");
  return names.flatMap((name) =>
    sizes.slice(1).map(
      (size): Figure => ({
        name: `${name}, ${size.toLocaleString("en")} envelopes`,
        unit: "ms",
        ours: at(size, name),
        floor: at(1_000, name),
        floorIs: `the same at 1,000 (50 bare rows: ${at(size, "bare").toFixed(1)} ms)`,
        mustReach: { times: 1.5 },
      }),
    ),
  );
}
