import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { read, write } from "@/db/client";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import {
  bindJob,
  claimJobs,
  enqueue,
  failJob,
  finishJob,
  releaseDeadLeases,
  retryDelay,
} from "./queue";
import { runDueJobs, startRunningJobs } from "./run-jobs";

openTestDatabase();

const greet = { name: "greet", payload: z.object({ who: z.string() }), maxTries: 2 };
const now = new Date("2026-01-01T00:00:00Z");
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const add = (who: string, when: { runAt?: Date; key?: string } = {}) =>
  write((tx) => enqueue(tx, greet, { who }, { now, ...when }));
const all = () => read((db) => db.select().from(jobs));

beforeEach(() => write(async (tx) => void (await tx.delete(jobs))));

test("a job that was enqueued in a transaction that failed never runs", async () => {
  await write(async (tx) => {
    await enqueue(tx, greet, { who: "nobody" }, { now });
    throw new Error("undone");
  }).catch(() => undefined);
  expect(await all()).toEqual([]);
});

test("two workers never get the same job", async () => {
  for (let index = 0; index < 10; index++) await add(`person ${index}`);
  const claims = await Promise.all(
    Array.from({ length: 5 }, (_, index) => claimJobs(`worker ${index}`, now, 4, 1_000)),
  );
  const ids = claims.flat().map((row) => row.id);
  expect(ids).toHaveLength(10);
  expect(new Set(ids).size).toBe(10);
});

test("a job is not taken before it is due", async () => {
  await add("later", { runAt: later(1_000) });
  expect(await claimJobs("w", now, 4, 1_000)).toEqual([]);
  expect(await claimJobs("w", later(1_000), 4, 1_000)).toHaveLength(1);
});

test("a job whose worker died is taken again when its lease has run out", async () => {
  await add("again");
  const [first] = await claimJobs("dead", now, 4, 1_000);
  expect(await claimJobs("alive", later(999), 4, 1_000)).toEqual([]);
  const [second] = await claimJobs("alive", later(1_001), 4, 1_000);
  expect(second?.id).toBe(first?.id);
  if (!first || !second) throw new Error("not claimed");
  await finishJob(first, later(1_002));
  expect((await all())[0]?.state).toBe("running");
  await finishJob(second, later(1_002));
  expect((await all())[0]?.state).toBe("done");
});

test("a job of a worker that is known to be dead is free at once, one of a living worker is not", async () => {
  await add("x");
  await add("y");
  await claimJobs("dead", now, 1, 60_000);
  await claimJobs("alive", now, 1, 60_000);
  expect(await releaseDeadLeases((owner) => owner === "dead")).toBe(1);
  expect(await claimJobs("next", now, 4, 60_000)).toHaveLength(1);
});

test("the same key waits once, and runs as early as anybody asked", async () => {
  await add("x", { key: "k", runAt: later(5_000) });
  await add("x", { key: "k", runAt: later(1_000) });
  await add("x", { key: "k", runAt: later(9_000) });
  const rows = await all();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.runAt).toEqual(later(1_000));
});

test("a key that comes while its job runs is not lost", async () => {
  await add("x", { key: "k" });
  await claimJobs("w", now, 4, 1_000);
  await add("x", { key: "k" });
  expect((await all()).map((row) => row.state).sort()).toEqual(["ready", "running"]);
});

test("a job that fails waits longer each time and is dead after its last try", async () => {
  await add("x");
  const [first] = await claimJobs("w", now, 4, 1_000);
  if (!first) throw new Error("not claimed");
  expect(await failJob(first, { message: "no", now, random: 0 }, 2)).toBe("ready");
  expect((await all())[0]?.runAt).toEqual(later(5_000));
  const [second] = await claimJobs("w", later(5_000), 4, 1_000);
  if (!second) throw new Error("not claimed");
  expect(await failJob(second, { message: "still no", now, random: 0 }, 2)).toBe("dead");
  expect((await all())[0]).toMatchObject({ state: "dead", lastError: "still no", tries: 2 });
  expect(retryDelay(2, 0)).toBe(15_000);
  expect(retryDelay(99, 0)).toBe(6 * 3_600_000);
});

test("a handler gets the payload, and one that throws does not stop the others", async () => {
  const greeted: string[] = [];
  const handler = bindJob(greet, async ({ who }) => {
    if (who === "bad") throw new Error("no greeting");
    greeted.push(who);
  });
  await add("bad");
  await add("good");
  expect(await runDueJobs([handler])).toBe(2);
  expect(greeted).toEqual(["good"]);
  const [failed] = await read((db) => db.select().from(jobs).where(eq(jobs.state, "ready")));
  expect(failed?.lastError).toBe("no greeting");
});

test("a commit wakes the runner of the same process", async () => {
  const greeted = Promise.withResolvers<string>();
  const runner = startRunningJobs([bindJob(greet, async ({ who }) => greeted.resolve(who))]);
  await write((tx) => enqueue(tx, greet, { who: "awake" }, { now: new Date() }));
  expect(await greeted.promise).toBe("awake");
  await runner.stop();
});

test("a job that takes long does not hold up those that come after it", async () => {
  const greeted = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const runner = startRunningJobs([
    bindJob(greet, async ({ who }) => {
      if (who !== "slow") return greeted.resolve(who);
      begun.resolve();
      await released.promise;
    }),
  ]);
  const ask = (who: string) => write((tx) => enqueue(tx, greet, { who }, { now: new Date() }));
  await ask("slow");
  await begun.promise;
  await ask("quick");
  const soon = new Promise((resolve) => setTimeout(resolve, 5_000, "held up"));
  expect(await Promise.race([greeted.promise, soon])).toBe("quick");
  released.resolve();
  await runner.stop();
  expect((await all()).map(({ state }) => state)).toEqual(["done", "done"]);
});
