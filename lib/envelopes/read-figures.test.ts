import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { read, write } from "@/db/client";
import { accounts, organisation } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { envelopes } from "@/db/schema/envelopes";
import { teamMembers, teams } from "@/db/schema/teams";
import { dailyTotals, staleDays } from "@/db/schema/totals";
import { openTestDatabase } from "@/db/testing";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import { sealSettings } from "@/lib/connections/seal-settings";
import type { DayRange } from "@/lib/i18n/calendar-periods";
import { sliceRange } from "@/lib/i18n/calendar-periods";
import { startOfDay } from "@/lib/i18n/end-of-day";
import { newId } from "@/lib/kernel/ids";
import { providers } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { outcomes } from "@/lib/vocabulary/report";
import { exportReport } from "./export-report";
import { listEnvelopes } from "./list-envelopes";
import { readFigures, readSlices } from "./read-figures";
import { refreshTotals } from "./refresh-totals";
import { reportFilter } from "./report-filter";
import { makeAccount, makeOffice } from "./testing";

openTestDatabase();
const timeZone = "Asia/Tehran";
const range = { from: "2026-03-21", until: "2026-05-20" };
const start = startOfDay(range.from, timeZone)?.getTime() ?? 0;
const hour = 3_600_000;
const [ours, theirs] = [newId(), newId()];
const ways: string[] = [];
let manager: AccountActor;
let staff: AccountActor;
let stranger: AccountActor;
let auditor: AccountActor;

type Planted = {
  readonly id: string;
  readonly ownerId: string;
  readonly teamId: string | null;
  readonly connectionId: string;
  readonly status: EnvelopeStatus;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
};
const planted: Planted[] = [];
const cycle: readonly EnvelopeStatus[] = [
  ...["completed", "completed", "completed", "in_progress", "declined", "completed"],
  ...["expired", "canceled", "completed", "failed", "conflict", "draft", "needs_check"],
] as EnvelopeStatus[];

async function connect(providerId: string, isRehearsal: boolean): Promise<void> {
  const id = newId();
  await write(async (tx) => {
    await tx.insert(connections).values({
      id,
      providerId,
      name: providerId,
      settingsEncrypted: sealSettings(id, {}),
      isEnabled: false,
      isRehearsal,
      createdAt: new Date(),
    });
  });
  ways.push(id);
}

/** 60 days and some hours around them, three owners in two teams and none, three ways, all ends. */
async function plant(): Promise<void> {
  const owners = [staff, manager, stranger];
  for (let count = 0; count < 390; count++) {
    const status = cycle[count % cycle.length] ?? "draft";
    const sentAt =
      status === "draft"
        ? null
        : new Date(start - 5 * hour + Math.floor((count * 61 * 24 * hour) / 390));
    const took = 60_000 * 1.9 ** (count % 20);
    planted.push({
      id: newId(),
      ownerId: owners[count % 3]?.accountId ?? "",
      teamId: [ours, theirs, null][Math.floor(count / 3) % 3] ?? null,
      connectionId: ways[count % 4 === 3 ? 2 : count % 2] ?? "",
      status,
      sentAt,
      endedAt:
        sentAt && ["completed", "declined", "expired", "canceled"].includes(status)
          ? new Date(sentAt.getTime() + took)
          : null,
    });
  }
  await write(async (tx) => {
    for (const row of planted)
      await tx.insert(envelopes).values({
        ...row,
        referenceCode: row.id,
        title: "Lease",
        message: "",
        rev: 1,
        signingOrder: "parallel",
        providerOptions: {},
        currentAttempt: 0,
        searchText: "",
        createdAt: new Date(start),
        updatedAt: new Date(start),
      });
  });
}

beforeAll(async () => {
  await makeOffice();
  [manager, staff, stranger, auditor] = await Promise.all([
    makeAccount("manager"),
    makeAccount("staff"),
    makeAccount("staff"),
    makeAccount("auditor"),
  ]);
  manager = { ...manager, teamIds: [ours] };
  await write(async (tx) => {
    ways.push(await ensureHostedConnection(tx, new Date()));
    for (const id of [ours, theirs])
      await tx.insert(teams).values({ id, name: id, createdAt: new Date() });
    await tx.insert(teamMembers).values({ id: newId(), teamId: ours, accountId: staff.accountId });
  });
  const there = providers.filter(({ capabilities }) => capabilities.hosted === "there");
  await connect(there[0]?.id ?? "", false);
  await connect(there[0]?.id ?? "", true);
  await plant();
});

/** From the rows themselves, with nothing of what is tested but the office's days. */
function countedByHand(whose: (row: Planted) => boolean, { from, until }: DayRange = range) {
  const [begin, end] = [startOfDay(from, timeZone), startOfDay(until, timeZone, 1)];
  const sent = planted.filter(
    (row) =>
      row.sentAt &&
      begin &&
      end &&
      row.sentAt >= begin &&
      row.sentAt < end &&
      row.connectionId !== ways[2] &&
      whose(row),
  );
  const took = sent
    .filter(({ status }) => status === "completed")
    .map((row) => (row.endedAt?.getTime() ?? 0) - (row.sentAt?.getTime() ?? 0))
    .toSorted((one, other) => one - other);
  const of = (...statuses: string[]) =>
    sent.filter(({ status }) => statuses.includes(status)).length;
  return {
    counts: {
      sent: sent.length,
      completed: of("completed"),
      declined: of("declined"),
      expired: of("expired"),
      canceled: of("canceled"),
      failed: of("failed", "conflict"),
      open: of("in_progress", "needs_check"),
    },
    median: took[Math.ceil(took.length * 0.5) - 1] ?? null,
    ninetieth: took[Math.ceil(took.length * 0.9) - 1] ?? null,
  };
}

type Read = Awaited<ReturnType<typeof readFigures>>["total"] | undefined;
function expectSame(figures: Read, hand: ReturnType<typeof countedByHand>): void {
  expect(figures).toMatchObject(hand.counts);
  const { sent, completed, declined } = hand.counts;
  expect(figures?.completionRate).toBe(sent ? completed / sent : null);
  expect(figures?.declineRate).toBe(sent ? declined / sent : null);
  for (const name of ["median", "ninetieth"] as const) {
    const [mine, exact] = [figures?.[name] ?? null, hand[name]];
    if (exact === null) expect(mine).toBeNull();
    else expect(Math.abs((mine ?? 0) / exact - 1)).toBeLessThan(0.028);
  }
}

const isAnybodys = () => true;
const mayBeSeen = ({ ownerId, teamId }: Planted) =>
  ownerId === manager.accountId || teamId === ours;

test("rates and percentiles are those of the rows, in all, by provider, team and person", async () => {
  expect(await refreshTotals()).toBe(true);
  const figures = await read((db) => readFigures(db, auditor, range));
  expectSame(figures.total, countedByHand(isAnybodys));
  const named = (rows: typeof figures.teams, id: string) => rows.find((row) => row.id === id);
  for (const id of [ours, theirs, null])
    expectSame(
      named(figures.teams, id ?? "none"),
      countedByHand(({ teamId }) => teamId === id),
    );
  for (const { accountId } of [manager, staff, stranger])
    expectSame(
      named(figures.people, accountId),
      countedByHand(({ ownerId }) => ownerId === accountId),
    );
  expect(figures.providers).toHaveLength(2);
  expect(figures.providers.reduce((sum, { sent }) => sum + sent, 0)).toBe(figures.total.sent);
});

test("nobody counts what they may not see", async () => {
  const of = (actor: AccountActor) => read((db) => readFigures(db, actor, range));
  const seen = await of(manager);
  expectSame(seen.total, countedByHand(mayBeSeen));
  for (const { id, ...figures } of seen.people)
    expectSame(
      figures,
      countedByHand((row) => mayBeSeen(row) && row.ownerId === id),
    );
  expectSame(
    (await of(staff)).total,
    countedByHand(({ ownerId }) => ownerId === staff.accountId),
  );
  expect((await of(staff)).people.map(({ id }) => id)).toEqual([staff.accountId]);
  expect((await of({ ...manager, role: "admin" })).people).toHaveLength(1);
});

test("every number of a report is the length of its list", async () => {
  const sentFrom = startOfDay(range.from, timeZone) ?? undefined;
  const sentTo = startOfDay(range.until, timeZone, 1) ?? undefined;
  for (const actor of [manager, staff, auditor]) {
    const figures = await read((db) => readFigures(db, actor, range));
    const found = async (filter: object) => {
      const whole = { sentFrom, sentTo, rehearsal: "no" as const, ...filter };
      const page = await read((db) => listEnvelopes(db, actor, whole, new Date()));
      return page.found.count;
    };
    expect(await found({})).toBe(figures.total.sent);
    for (const [name, statuses] of Object.entries(outcomes)) {
      const status = [...statuses];
      expect(await found({ status })).toBe(figures.total[name as keyof typeof outcomes]);
      for (const row of figures.people)
        expect(await found({ status, owner: [row.id] })).toBe(row[name as keyof typeof outcomes]);
    }
    for (const row of figures.teams) expect(await found({ team: [row.id] })).toBe(row.sent);
    for (const row of figures.providers) expect(await found({ provider: [row.id] })).toBe(row.sent);
  }
});

test("the parts of a range have their own counts", async () => {
  const slices = sliceRange(range, "week", "fa");
  const read8 = await read((db) => readSlices(db, manager, slices));
  expect(read8.map(({ from, until, ...counts }) => counts)).toEqual(
    slices.map((slice) => countedByHand(mayBeSeen, slice).counts),
  );
});

test("a table leaves as CSV in the reader's language, whole, and no name in it is a formula", async () => {
  await write(async (tx) => {
    await tx
      .update(accounts)
      .set({ name: '=HYPERLINK("http://example.org")' })
      .where(eq(accounts.id, staff.accountId));
  });
  const now = new Date("2026-06-01T12:00:00Z");
  const filter = reportFilter.parse({ period: "custom", ...range });
  const file = await exportReport(manager, "people", filter, "fa", now);
  const figures = await read((db) => readFigures(db, manager, range));
  const lines = file.content.slice(1).trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^فرستنده,فرستاده‌شده,تکمیل‌شده,.*"?نرخ تکمیل، درصد"?,/);
  expect(lines.slice(1)).toHaveLength(figures.people.length);
  expect(file.content).toContain(`"'=HYPERLINK(""http://example.org"")"`);
  expect(file.content).not.toMatch(/(^|,|\n)"?=/);
  const sums = lines
    .slice(1)
    .map((line) => Number(/(?:^"(?:[^"]|"")*"|^[^,]*),(\d+),/.exec(line)?.[1]));
  expect(sums.reduce((sum, each) => sum + each, 0)).toBe(figures.total.sent);
  const weeks = await exportReport(staff, "periods", filter, "en", now);
  const sent = weeks.content.trimEnd().split("\r\n").slice(1);
  expect(sent[0]).toMatch(/^"Mar 21, 2026","Mar 22, 2026",\d+,/);
});

test("whatever changes is counted anew: status, owner, team, and what is deleted", async () => {
  const [one, two, three] = planted.filter(
    ({ status, connectionId }) => status === "in_progress" && connectionId !== ways[2],
  ) as [Planted, Planted, Planted];
  const endedAt = new Date((one.sentAt?.getTime() ?? 0) + 7 * hour);
  await write(async (tx) => {
    await tx
      .update(envelopes)
      .set({ status: "completed", endedAt })
      .where(eq(envelopes.id, one.id));
    await tx
      .update(envelopes)
      .set({ ownerId: staff.accountId, teamId: ours })
      .where(eq(envelopes.id, two.id));
    await tx.delete(envelopes).where(eq(envelopes.id, three.id));
  });
  const change = (id: string, now: Partial<Planted>) => {
    const at = planted.findIndex((row) => row.id === id);
    planted[at] = { ...(planted[at] as Planted), ...now };
  };
  change(one.id, { status: "completed", endedAt });
  change(two.id, { ownerId: staff.accountId, teamId: ours });
  change(three.id, { sentAt: null });
  expect(await refreshTotals()).toBe(true);
  expect(await read((db) => db.select().from(staleDays))).toEqual([]);
  for (const [actor, whose] of [
    [auditor, isAnybodys],
    [manager, mayBeSeen],
  ] as const)
    expectSame((await read((db) => readFigures(db, actor, range))).total, countedByHand(whose));
});

test("an office that moves to another zone counts its days anew", async () => {
  await write(async (tx) => {
    await tx.update(organisation).set({ timeZone: "America/Los_Angeles" });
  });
  expect(await refreshTotals()).toBe(true);
  const days = await read((db) => db.select({ day: dailyTotals.day }).from(dailyTotals));
  const first = planted.map(({ sentAt }) => sentAt?.getTime() ?? Number.POSITIVE_INFINITY);
  expect(days.map(({ day }) => day).toSorted()[0]).toBe(
    new Date(Math.min(...first) - 7 * hour).toISOString().slice(0, 10),
  );
  const all = await read((db) =>
    readFigures(db, auditor, { from: "2026-01-01", until: "2026-12-31" }),
  );
  expect(all.total.sent).toBe(
    planted.filter(({ sentAt, connectionId }) => sentAt && connectionId !== ways[2]).length,
  );
});
