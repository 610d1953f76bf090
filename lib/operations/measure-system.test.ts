import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { callbackRefusals } from "@/db/schema/delivery";
import { jobs } from "@/db/schema/system";
import { openTestDatabase } from "@/db/testing";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { countCall } from "@/lib/connections/count-call";
import { makeConnection, post, registerPost } from "@/lib/connections/testing";
import { loadAuthority } from "@/lib/envelopes/load-authority";
import {
  makeAccount,
  makeDocument,
  makeDraft,
  makeOffice,
  person,
  sendDraft,
} from "@/lib/envelopes/testing";
import { enqueue } from "@/lib/jobs/queue";
import { startRunningJobs } from "@/lib/jobs/run-jobs";
import { checkReadiness } from "./check-readiness";
import { exposeMetrics } from "./expose-metrics";
import { judgeSystem } from "./judge-system";
import { percentile } from "./measure-connections";
import { measureSystem } from "./measure-system";
import { parseMetrics } from "./testing";

openTestDatabase();

const now = new Date("2026-05-04T10:00:00Z");
const minutes = (count: number) => new Date(now.getTime() - count * 60_000);
const wave = { name: "wave", payload: z.object({ envelopeId: z.string() }) };
const odd = 'says "the pen" \\ and\n';
let connectionId = "";

const call = (at: Date, duration: number, outcome: "answered" | "refused" | "failed") =>
  write((tx) => countCall(tx, { connectionId, at, duration, outcome }));

beforeAll(async () => {
  registerPost();
  await makeOffice();
  const settings = {
    address: "https://post.example.org/",
    user: "office",
    password: "quiet river",
  };
  connectionId = (await makeConnection(post, settings, { name: "Mina Karimi" })).id;
  await loadAuthority(now);
  await call(minutes(26 * 60), 90, "failed");
  await call(minutes(120), 40_000, "answered");
  await call(minutes(20), 240, "failed");
  await call(minutes(10), 700, "refused");
  await call(minutes(1), 120, "answered");
  await write(async (tx) => {
    await enqueue(tx, wave, { envelopeId: "soon" }, { now, runAt: minutes(-30) });
    await enqueue(tx, wave, { envelopeId: "late" }, { now: minutes(15) });
    await enqueue(tx, wave, { envelopeId: "gone" }, { now: minutes(40), key: "gone" });
    await tx
      .update(jobs)
      .set({ state: "dead", lastError: "quiet river" })
      .where(eq(jobs.key, "wave:gone"));
    await tx.insert(callbackRefusals).values({
      id: "r",
      providerId: "post",
      reason: odd,
      firstAt: now,
      lastAt: now,
      count: 3,
    });
  });
  const folder = path.join(process.env.DATA_DIR ?? "", "files", "ab");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "ab12"), "0123456789");
});

test("what waits, what gave up, how calls went and what is stored is counted", async () => {
  const figures = await measureSystem(now);
  expect(figures.jobs).toEqual([
    { name: "wave", ready: 2, due: 1, running: 0, dead: 1, dueSince: minutes(15) },
  ]);
  expect(figures.connections).toMatchObject([
    {
      name: "Mina Karimi",
      lastHour: { calls: 3, refused: 1, failed: 1 },
      lastDay: { calls: 4, refused: 1, failed: 1 },
      allTime: { calls: 5, refused: 1, failed: 2, within250: 3, within30000: 4, duration: 41_150 },
      waiting: 0,
      pause: null,
    },
  ]);
  expect(figures.files).toEqual({ files: 1, bytes: 10, isEstimate: false });
  expect(figures.database.bytes).toBeGreaterThan(100_000);
  expect(figures.database.migrations).toEqual({ missing: 0, unknown: 0 });
  expect(figures.certificates.map(({ id }) => id).toSorted()).toEqual(["root", "seal"]);
  expect(figures.disk.total).toBeGreaterThan(figures.disk.free);
  expect(figures.program.version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("each trouble has its finding, and problems stand before warnings", async () => {
  const figures = await measureSystem(now);
  const healthy = { free: 5e9, total: 9e9 };
  const codes = (more: object) =>
    judgeSystem({ ...figures, disk: healthy, ...more }).map(
      ({ level, code }) => `${level} ${code}`,
    );
  expect(codes({})).toEqual(["problem jobs_late", "warning jobs_dead", "warning address_local"]);
  expect(codes({ jobs: [], address: { url: "https://a.example", isLocal: false } })).toEqual([]);
  expect(codes({ jobs: [], disk: { free: 1e6, total: 9e9 }, isHeld: true })).toEqual([
    "problem disk_full",
    "problem sending_held",
    "warning address_local",
  ]);
  const ends = (days: number) => [{ id: "seal", expiresAt: minutes(-days * 24 * 60) }];
  expect(codes({ jobs: [], certificates: ends(10) })).toContain("warning certificate_ends");
  expect(codes({ jobs: [], certificates: ends(-1) })).toContain("problem certificate_expired");
  const [connection] = figures.connections;
  const with_ = (more: object) => codes({ jobs: [], connections: [{ ...connection, ...more }] });
  expect(with_({ lastHour: { calls: 10, refused: 0, failed: 2 } })).toContain(
    "warning connection_failing",
  );
  expect(with_({ pause: { until: null, reason: "tls" } })).toContain("problem connection_stopped");
  expect(with_({ pause: { until: now, reason: "tls" } })).toContain("warning connection_paused");
  const stopped = { ...figures, connections: [{ ...connection, pause: { until: null } }] } as never;
  expect(
    judgeSystem(stopped).find(({ code }) => code === "connection_stopped")?.values,
  ).toMatchObject({ connectionId });
});

test("metrics are off without a token, closed with a wrong one, and well-formed with the right one", async () => {
  expect((await exposeMetrics("Bearer x", now)).status).toBe(404);
  process.env.METRICS_TOKEN = "a token of the operator";
  expect((await exposeMetrics(null, now)).status).toBe(401);
  process.env.METRICS_TOKEN = "operators-token-1";
  expect((await exposeMetrics("Bearer operators-token-2", now)).status).toBe(401);
  expect((await exposeMetrics("Basic operators-token-1", now)).status).toBe(401);
  const answer = await exposeMetrics("Bearer operators-token-1", now);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await answer.text();
  expect(text).not.toMatch(/Mina|Karimi|quiet river|post\.example|operators/);
  const families = new Map(parseMetrics(text).map((family) => [family.name, family]));
  const value = (name: string, labels: Record<string, string>, suffix = "") =>
    families
      .get(name)
      ?.samples.find(
        (sample) =>
          sample.name === name + suffix &&
          Object.entries(labels).every(([label, wanted]) => sample.labels[label] === wanted),
      )?.value;
  const connection = { connection: connectionId, provider: "post" };
  expect(value("muhr_jobs", { job: "wave", state: "dead" })).toBe(1);
  expect(value("muhr_jobs_oldest_due_seconds", { job: "wave" })).toBe(900);
  expect(value("muhr_envelopes", { status: "in_progress" })).toBe(0);
  expect(value("muhr_provider_calls_total", { ...connection, outcome: "failed" })).toBe(2);
  expect(value("muhr_provider_calls_total", { ...connection, outcome: "answered" })).toBe(2);
  const histogram = "muhr_provider_call_duration_seconds";
  expect(value(histogram, { ...connection, le: "0.25" }, "_bucket")).toBe(3);
  expect(value(histogram, { ...connection, le: "+Inf" }, "_bucket")).toBe(5);
  expect(value(histogram, connection, "_sum")).toBe(41.15);
  expect(value("muhr_breaker_open", connection)).toBe(0);
  expect(value("muhr_callbacks_refused_total", { provider: "post", reason: odd })).toBe(3);
  expect(value("muhr_certificate_expiry_seconds", { certificate: "seal" })).toBeGreaterThan(1e8);
  expect(value("muhr_disk_free_bytes", {})).toBeGreaterThan(0);
  expect(value("process_resident_memory_bytes", {})).toBeGreaterThan(1e6);
});

test("the reader of metrics refuses what the format does not allow", () => {
  const good = '# HELP a Words.\n# TYPE a gauge\na{b="x\\"\\\\\\n"} 1\n';
  expect(parseMetrics(good)[0]?.samples[0]?.labels).toEqual({ b: 'x"\\\n' });
  for (const bad of [
    good.slice(0, -1),
    good.replace(" 1", " one"),
    good.replace('"x', '"x"'),
    `${good}a{b="x\\"\\\\\\n"} 2\n`,
    `${good}c 1\n`,
    good.replace("# HELP a Words.\n", ""),
    '# HELP h W\n# TYPE h histogram\nh_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n',
    '# HELP h W\n# TYPE h histogram\nh_bucket{le="1"} 1\nh_sum 1\nh_count 1\n',
  ])
    expect(() => parseMetrics(bad), bad).toThrow();
});

test("ready is who has its tables, somebody who works and room on the disk", async () => {
  expect(await checkReadiness(new Date())).toEqual(["worker"]);
  const runner = startRunningJobs([]);
  expect(await checkReadiness(new Date())).toEqual([]);
  expect(await checkReadiness(new Date(Date.now() + 120_000))).toEqual(["worker"]);
  await runner.stop();
  const folder = process.env.DATA_DIR;
  process.env.DATA_DIR = "/nowhere/at/all";
  expect(await checkReadiness(new Date())).toEqual(["worker", "disk"]);
  process.env.DATA_DIR = folder;
});

test("a pause of the breaker is told with its reason and its end", async () => {
  const until = minutes(-5);
  await write((tx) =>
    tx
      .update(connections)
      .set({ breakerUntil: until, breakerReason: "timeout", failures: 3 })
      .where(eq(connections.id, connectionId)),
  );
  const { connections: found } = await measureSystem(now);
  expect(found[0]).toMatchObject({ pause: { until, reason: "timeout" }, failures: 3 });
  expect(await read((db) => db.select().from(connections))).toHaveLength(1);
});

test("what waits to be sent is told with its connection, and since when it waits", async () => {
  const staff = await makeAccount("staff");
  const documentId = await makeDocument(staff, makeContract());
  const before = Date.now();
  for (const name of ["Anahit", "Behruz"])
    await sendDraft(staff, await makeDraft(staff, documentId, [person(name)]));
  const { connections: found, envelopes } = await measureSystem(new Date());
  const busy = found.filter(({ waiting }) => waiting > 0);
  expect(busy).toMatchObject([{ waiting: 2 }]);
  expect(busy[0]?.oldestWaiting?.getTime()).toBeGreaterThanOrEqual(before);
  expect(busy[0]?.oldestWaiting?.getTime()).toBeLessThanOrEqual(Date.now());
  expect(envelopes).toMatchObject({ queued: 2, draft: 0 });
});

test("percentiles go by the nearest rank", () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect([percentile(ten, 0.5), percentile(ten, 0.9), percentile([7], 0.9)]).toEqual([5, 9, 7]);
});
