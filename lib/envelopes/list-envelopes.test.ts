import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
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
        status: count % 2 ? "sent" : "waiting",
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

type Row = typeof envelopes.$inferSelect & { readonly name: string };
const everything = (actor: AccountActor): Promise<Row[]> =>
  read(async (db) => {
    const rows = await db
      .select({ envelope: envelopes, name: recipients.name })
      .from(envelopes)
      .innerJoin(recipients, eq(recipients.envelopeId, envelopes.id))
      .where(visibleTo(actor, "envelope.list"));
    return rows.map(({ envelope, name }) => ({ ...envelope, name }));
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
      name === "Tom" && status === "in_progress" && Number(title.split(" ").at(-1)) % 2 === 1,
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

test("home shows what has been quiet for three days, the longest first, and what ended last", async () => {
  for (const actor of [staff, { ...manager, teamIds: [team] }, manager]) {
    const home = await read((db) => readHome(db, actor, now));
    const rows = await everything(actor);
    const quiet = rows.filter(
      ({ status, updatedAt }) =>
        ["in_progress", "completing", "needs_check"].includes(status) &&
        updatedAt.getTime() < now.getTime() - 3 * day,
    );
    const oldest = quiet.map(({ updatedAt }) => updatedAt.getTime()).toSorted((a, b) => a - b);
    expect(home.stuck.map(({ updatedAt }) => updatedAt.getTime())).toEqual(oldest.slice(0, 8));
    const ended = rows.filter(({ status }) =>
      ["completed", "declined", "expired", "canceled"].includes(status),
    );
    const latest = ended.map(({ updatedAt }) => updatedAt.getTime()).toSorted((a, b) => b - a);
    expect(home.finished.map(({ updatedAt }) => updatedAt.getTime())).toEqual(latest.slice(0, 8));
  }
});
