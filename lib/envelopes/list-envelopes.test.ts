import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { toListQuery } from "@/components/envelopes/list-address";
import { read, write } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { teamMembers, teams } from "@/db/schema/teams";
import { openTestDatabase } from "@/db/testing";
import { ensureHostedConnection } from "@/lib/connections/ensure-hosted-connection";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { countByStatus } from "./count-by-status";
import { listEnvelopes } from "./list-envelopes";
import type { EnvelopeListFilter } from "./list-filter";
import { envelopeListFilter, sortOf } from "./list-filter";
import { visibleTo } from "./queries";
import { readHome } from "./read-home";
import { readOverview } from "./read-overview";
import { refreshMany } from "./refresh-search";
import { makeAccount, makeOffice } from "./testing";

openTestDatabase();
const now = new Date("2026-06-01T12:00:00Z");
const day = 86_400_000;
const names = ["Ўктам Ғуломов", "علی رضایی", "Сергей Иванов", "Asha Verma", "Tom"];
let staff: AccountActor;
let manager: AccountActor;
const team = newId();

/** 260 envelopes: every status, two owners, some in a team, many with the same instants. */
async function fill(): Promise<void> {
  const other = await makeAccount("staff");
  await write(async (tx) => {
    await tx.insert(teams).values({ id: team, name: "Leases", createdAt: now });
    await tx
      .insert(teamMembers)
      .values({ id: newId(), teamId: team, accountId: manager.accountId });
    const connectionId = await ensureHostedConnection(tx, now);
    const ids: string[] = [];
    for (let count = 0; count < 260; count++) {
      const at = new Date(now.getTime() - Math.floor(count / 3) * day);
      const id = newId(at.getTime());
      ids.push(id);
      await tx.insert(envelopes).values({
        id,
        ownerId: (count % 2 ? staff : other).accountId,
        teamId: count % 5 === 0 ? team : null,
        connectionId,
        referenceCode: `CODE-${count}`,
        title: `Lease of flat ${count}`,
        message: "",
        status: envelopeStatuses[count % envelopeStatuses.length] ?? "draft",
        rev: 1,
        signingOrder: "parallel",
        expiresAt: count % 4 ? new Date(now.getTime() + (count % 40) * day) : null,
        providerOptions: {},
        currentAttempt: 0,
        searchText: "",
        createdAt: at,
        updatedAt: at,
        sentAt: count % 3 ? at : null,
        endedAt: count % 7 ? null : at,
      });
      await tx.insert(recipients).values({
        id: newId(),
        envelopeId: id,
        position: 0,
        role: "signer",
        name: names[count % names.length] ?? "",
        language: "en",
        identification: "link",
        status: count % 2 || count % 24 === 4 ? "sent" : "waiting",
      });
    }
    await refreshMany(tx, ids);
  });
}

beforeAll(async () => {
  await makeOffice();
  staff = await makeAccount("staff");
  manager = await makeAccount("manager");
  await fill();
});

type Row = typeof envelopes.$inferSelect & { readonly name: string; readonly isTheirTurn: boolean };
const everything = (actor: AccountActor): Promise<Row[]> =>
  read(async (db) => {
    const rows = await db
      .select({ envelope: envelopes, name: recipients.name, turn: recipients.status })
      .from(envelopes)
      .innerJoin(recipients, eq(recipients.envelopeId, envelopes.id))
      .where(visibleTo(actor, "envelope.list"));
    return rows.map(({ envelope, name, turn }) => ({
      ...envelope,
      name,
      isTheirTurn: turn === "sent",
    }));
  });

/** Goes to the last page and back to the first. */
async function pagesOf(actor: AccountActor, filter: EnvelopeListFilter) {
  const load = (at: Partial<EnvelopeListFilter>) =>
    read((db) => listEnvelopes(db, actor, { ...filter, ...at }, now));
  const forward: string[][] = [];
  let page = await load({});
  const { found } = page;
  forward.push(page.rows.map(({ id }) => id));
  while (page.next) {
    page = await load({ after: page.next });
    forward.push(page.rows.map(({ id }) => id));
  }
  const back = [forward.at(-1)];
  while (page.previous) {
    page = await load({ before: page.previous });
    back.unshift(page.rows.map(({ id }) => id));
  }
  expect(back.flat()).toEqual(forward.flat());
  return { ids: forward.flat(), found };
}

const columnOf = {
  updated: "updatedAt",
  sent: "sentAt",
  ended: "endedAt",
  expiry: "expiresAt",
} as const;

type Case = readonly [search: Record<string, string>, fits: (row: Row) => boolean];
const cases: readonly Case[] = [
  [{}, () => true],
  [{ order: "asc" }, () => true],
  [{ status: "draft,completed" }, ({ status }) => ["draft", "completed"].includes(status)],
  [{ sort: "status" }, () => true],
  [
    { sort: "status", status: "failed,queued" },
    ({ status }) => ["failed", "queued"].includes(status),
  ],
  [{ sort: "sent" }, () => true],
  [
    { sort: "sent", order: "asc", status: "draft,sending" },
    ({ status }) => ["draft", "sending"].includes(status),
  ],
  [{ sort: "ended" }, () => true],
  [{ sort: "expiry" }, () => true],
  [{ team: "none" }, ({ teamId }) => teamId === null],
  [{ provider: "built-in" }, () => true],
  [{ provider: "nobody" }, () => false],
  [{ rehearsal: "yes" }, () => false],
  [{ rehearsal: "no", status: "expired" }, ({ status }) => status === "expired"],
  [{ q: "lease" }, () => true],
  [{ q: "Oktam lease" }, ({ name }) => name === names[0]],
  [{ q: "Okt lease" }, () => false],
  [{ q: "lease Ўкт" }, ({ name }) => name === names[0]],
  [{ q: "l", status: "conflict" }, ({ status }) => status === "conflict"],
  [{ q: "flat 12" }, ({ title }) => /flat 12/.test(title)],
  [{ recipient: "رضایی" }, ({ name }) => name === names[1]],
  [{ recipient: "lease" }, () => false],
  [
    { waitingFor: "Tom" },
    ({ name, status, title }) =>
      name === "Tom" && status === "in_progress" && Number(title.split(" ").at(-1)) % 24 === 4,
  ],
  [
    { updatedFrom: "2026-05-01T00:00:00Z", updatedTo: "2026-05-20T12:00:00Z" },
    ({ updatedAt: at }) =>
      at >= new Date("2026-05-01T00:00:00Z") && at < new Date("2026-05-20T12:00:00Z"),
  ],
  [
    { sentFrom: "2026-05-01T00:00:00+05:00" },
    ({ sentAt: at }) => at !== null && at >= new Date("2026-04-30T19:00:00Z"),
  ],
  [
    { expiresWithin: "9" },
    ({ expiresAt: at, status }) =>
      at !== null &&
      at >= now &&
      at < new Date(now.getTime() + 9 * day) &&
      ["queued", "sending", "needs_check", "in_progress"].includes(status),
  ],
];

test.each(cases)(
  "%o: the right rows, in order, forwards and backwards, and counted",
  async (search, fits) => {
    const filter = envelopeListFilter.parse(search);
    const { by, order } = sortOf(filter);
    for (const actor of [
      staff,
      manager,
      { ...manager, teamIds: [team] },
      await makeAccount("auditor"),
    ]) {
      const { ids, found } = await pagesOf(actor, filter);
      const column = by === "status" ? "updatedAt" : columnOf[by];
      const right = (await everything(actor)).filter((row) => row[column] !== null && fits(row));
      expect(ids.toSorted()).toEqual(right.map(({ id }) => id).toSorted());
      expect(found).toEqual({ count: right.length, isMore: false });
      const times = ids.map((id) => right.find((row) => row.id === id)?.[column]?.getTime() ?? 0);
      if (by !== "status")
        expect(times).toEqual(
          times.toSorted((one, other) => (one - other) * (order === "asc" ? 1 : -1)),
        );
    }
  },
);

test("what a filter does not know is as if it were not there", () => {
  expect(
    envelopeListFilter.parse({
      status: "draft,nonsense",
      sentFrom: "yesterday",
      expiresWithin: "-1",
      after: "x",
    }),
  ).toEqual({ after: "x" });
});

test("counts of statuses are those of what the person sees", async () => {
  for (const actor of [staff, { ...manager, teamIds: [team] }]) {
    const counts = await read((db) => countByStatus(db, actor));
    const rows = await everything(actor);
    for (const status of envelopeStatuses)
      expect(counts[status]?.count ?? 0).toBe(rows.filter((row) => row.status === status).length);
  }
});

/** What each part of Home is about, in the words of the rows. */
const isQuiet = ({ updatedAt }: Row) => updatedAt.getTime() < now.getTime() - 3 * day;
const isStuck = (row: Row) =>
  row.status === "needs_check" ||
  (["queued", "sending", "in_progress", "completing"].includes(row.status) && isQuiet(row));
const within = (row: Row, from: number, to: number) =>
  row.expiresAt !== null && row.expiresAt.getTime() >= from && row.expiresAt.getTime() < to;
const partsOfHome: Record<string, (row: Row) => boolean> = {
  needsCheck: ({ status }) => status === "needs_check",
  badFiles: ({ status }) => status === "conflict",
  undelivered: ({ status }) => status === "queued" || status === "sending",
  expiring: (row) =>
    ["queued", "sending", "needs_check", "in_progress"].includes(row.status) &&
    within(row, now.getTime(), now.getTime() + 7 * day),
  drafts: ({ status }) => status === "draft",
  finished: ({ status }) => ["completed", "declined", "expired", "canceled"].includes(status),
};
const asOf = (filter: EnvelopeListFilter) =>
  envelopeListFilter.parse(Object.fromEntries(new URLSearchParams(toListQuery(filter))));

test("every number of home is as long as the list that it leads to, and as the rows say", async () => {
  for (const actor of [staff, { ...manager, teamIds: [team] }, manager]) {
    const home = await read((db) => readHome(db, actor, "nobody@example.org", now));
    const rows = await everything(actor);
    const { mine, ...lists } = home.lists;
    expect(mine.rows).toEqual([]);
    for (const [name, { filter, found, rows: shown }] of Object.entries(lists)) {
      const those = rows.filter(partsOfHome[name] ?? (() => false));
      expect(found, name).toEqual({ count: those.length, isMore: false });
      expect(shown).toHaveLength(Math.min(8, those.length));
      const page = await read((db) => listEnvelopes(db, actor, asOf(filter), now));
      expect(page.found, name).toEqual(found);
      expect(page.rows.slice(0, 8)).toEqual(shown);
    }
    const oldest = rows.filter(isStuck).map(({ updatedAt }) => updatedAt.getTime());
    expect(home.stuck.found.count).toBe(oldest.length);
    expect(home.stuck.rows.map(({ updatedAt }) => updatedAt.getTime())).toEqual(
      oldest.toSorted((one, other) => one - other).slice(0, 8),
    );
  }
});

test("a signed file that does not come is stuck at once", async () => {
  const count = async () =>
    (await read((db) => listEnvelopes(db, manager, { stuck: "yes" }, now))).found.count;
  const before = await count();
  const fresh = (await everything(manager)).find(
    (row) => row.status === "completing" && !isQuiet(row),
  );
  const say = (trouble: unknown) =>
    write(async (tx) => {
      await tx
        .update(envelopes)
        .set({ trouble })
        .where(eq(envelopes.id, fresh?.id ?? ""));
    });
  await say({ code: "unavailable" });
  expect(await count()).toBe(before + 1);
  await say(null);
});

test("the overview counts by provider, by deadline and by who holds it, as its lists do", async () => {
  for (const actor of [{ ...manager, teamIds: [team] }, manager]) {
    const rows = await everything(actor);
    const at = { locale: "en", timeZone: "Asia/Tehran", now } as const;
    const overview = await read((db) => readOverview(db, actor, at));
    const [provider] = overview.providers;
    expect(overview.providers).toHaveLength(1);
    const isOpen = ({ status }: Row) => status === "in_progress";
    const numbers: [{ filter: EnvelopeListFilter; found: { count: number } }, number][] = [
      ...overview.due.map((counted, index): [typeof counted, number] => {
        const midnight = Date.parse("2026-05-31T20:30:00Z") + index * day;
        return [
          counted,
          rows.filter((row) => isOpen(row) && within(row, midnight, midnight + day)).length,
        ];
      }),
      ...overview.holders.map((counted): [typeof counted, number] => [
        counted,
        heldBy(rows, counted.name),
      ]),
    ];
    if (provider)
      numbers.push(
        [provider.counts.open, rows.filter(isOpen).length],
        [provider.counts.stuck, rows.filter(isStuck).length],
        [provider.counts.needsCheck, rows.filter(({ status }) => status === "needs_check").length],
      );
    for (const [{ filter, found }, expected] of numbers) {
      expect(found.count).toBe(expected);
      const page = await read((db) => listEnvelopes(db, actor, asOf(filter), now));
      expect(page.found.count).toBe(expected);
    }
    expect(overview.holders.length).toBeGreaterThan(0);
    const most = Math.max(...names.map((name) => heldBy(rows, name)));
    expect(overview.holders[0]?.found.count).toBe(most);
  }
});

const heldBy = (rows: readonly Row[], name: string): number =>
  rows.filter(
    (row) => row.name === name && row.status === "in_progress" && isQuiet(row) && row.isTheirTurn,
  ).length;
