import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import { countByStatus } from "@/lib/envelopes/count-by-status";
import { listEnvelopes } from "@/lib/envelopes/list-envelopes";
import { envelopeListFilter } from "@/lib/envelopes/list-filter";
import {
  artifactsOf,
  placementsOf,
  recipientsOf,
  requireEnvelope,
  timelineOf,
} from "@/lib/envelopes/queries";
import { readFigures } from "@/lib/envelopes/read-figures";
import { readHome } from "@/lib/envelopes/read-home";
import { readOverview } from "@/lib/envelopes/read-overview";
import { timeZoneOfTotals } from "@/lib/envelopes/refresh-totals";
import { addDays } from "@/lib/i18n/calendar-periods";
import { toDay } from "@/lib/i18n/end-of-day";
import type { AccountActor } from "@/lib/vocabulary/actor";

/** What a screen asks of the database. */
export type Work = (db: Db) => Promise<unknown>;

/** Milliseconds, and how many rows of a list came. */
export type Answer = { readonly took: number; readonly rows: number | undefined };

/** The 50 newest rows with their people and nothing else: what no list can do without. */
export const bareRows = "50 bare rows";

/** Addresses of the list, in the words of `lib/envelopes/list-filter.ts`. */
const searches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "first page": {},
  "filter by two statuses": { status: "in_progress,declined" },
  "filter by provider and status": { provider: "built-in", status: "completed" },
  "what is stuck": { stuck: "yes" },
  "dates of sending": { sentFrom: "2026-01-01T00:00:00Z", sentTo: "2026-06-01T00:00:00Z" },
  "dates of ending, oldest first": { endedFrom: "2026-01-01T00:00:00Z", order: "asc" },
  "expiring within 7 days": { expiresWithin: "7" },
  "sorted by status": { sort: "status" },
  "search: a frequent name": { q: "احمدی" },
  "search: a frequent name among what is under way": { q: "احمدی", status: "in_progress" },
  "search: a Persian name": { q: "علي رضايي" },
  "search: two words, the last unfinished": { q: "Xasanov Серг" },
  "search: one letter": { q: "s" },
  "search: nothing found": { q: "zzzzqqq" },
  "search: end of a telephone number": { q: "4512876" },
  "filter by recipient": { recipient: "Oʻktam Gʻulomov" },
};
/** Nobody's, so that no mails of theirs are looked for. */
const address = "nobody@example.org";
const day = 86_400_000;

async function actorOf(role: "manager" | "staff"): Promise<AccountActor> {
  return read(async (db) => {
    const [row] = await db.select().from(accounts).where(eq(accounts.role, role)).limit(1);
    if (!row) throw new Error(`The seed made no ${role}`);
    const teamIds = await teamIdsOf(db, row.id);
    return { kind: "account", accountId: row.id, role, teamIds, address: null };
  });
}

async function findBareRows(db: Db) {
  const rows = await db
    .select()
    .from(envelopes)
    .orderBy(desc(envelopes.updatedAt), desc(envelopes.id))
    .limit(50);
  const ids = rows.map(({ id }) => id);
  return db.select().from(recipients).where(inArray(recipients.envelopeId, ids));
}

const list =
  (actor: AccountActor, search: Readonly<Record<string, string>>): Work =>
  (db) =>
    listEnvelopes(db, actor, envelopeListFilter.parse(search), new Date());

const home =
  (actor: AccountActor): Work =>
  (db) =>
    readHome(db, actor, address, new Date());

const overview =
  (actor: AccountActor): Work =>
  async (db) =>
    readOverview(db, actor, {
      locale: "en",
      timeZone: await timeZoneOfTotals(db),
      now: new Date(),
    });

const report =
  (actor: AccountActor, days: number): Work =>
  async (db) => {
    const until = toDay(new Date(), await timeZoneOfTotals(db));
    return readFigures(db, actor, { from: addDays(until, 1 - days), until });
  };

/** An envelope in the middle of what there is, with all that is kept of it. */
const envelope =
  (actor: AccountActor, before: Date): Work =>
  async (db) => {
    const { rows } = await listEnvelopes(db, actor, { updatedTo: before }, new Date(), 1);
    const id = rows[0]?.id ?? "";
    await requireEnvelope(db, actor, id, "envelope.read");
    return [
      await recipientsOf(db, id),
      await placementsOf(db, id),
      await artifactsOf(db, id),
      await timelineOf(db, id),
    ];
  };

function listWorks(who: string, actor: AccountActor, middle: Date): [string, Work][] {
  return [
    [`${who}: home`, home(actor)],
    [`${who}: counts by status`, (db) => countByStatus(db, actor)],
    ...Object.entries(searches).map(([title, search]): [string, Work] => [
      `${who}: ${title}`,
      list(actor, search),
    ]),
    [`${who}: a page a year back`, list(actor, { after: `0_${middle.getTime()}_f` })],
    [`${who}: an envelope a year old`, envelope(actor, middle)],
  ];
}

/** Everything that is measured, by its name, on the database that is open. */
export async function worksHere(): Promise<ReadonlyMap<string, Work>> {
  const [manager, staff] = [await actorOf("manager"), await actorOf("staff")];
  const office: AccountActor = { ...manager, role: "auditor" };
  const middle = new Date(Date.now() - 365 * day);
  return new Map<string, Work>([
    [bareRows, findBareRows],
    ...listWorks("whole office", office, middle),
    ["whole office: overview on Home", overview(office)],
    ["whole office: report of a month", report(office, 30)],
    ["whole office: report of two years", report(office, 730)],
    ["a manager’s teams: first page", list(manager, {})],
    ["a manager’s teams: home", home(manager)],
    ["a manager’s teams: search: a frequent name", list(manager, { q: "احمدی" })],
    ...listWorks("staff", staff, middle),
  ]);
}
