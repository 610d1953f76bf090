import "server-only";
import { and, eq, gte, inArray, lte, notInArray, sum } from "drizzle-orm";
import type { Db } from "@/db/client";
import { joinedTexts } from "@/db/differences";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { teams } from "@/db/schema/teams";
import { dailyTotals } from "@/db/schema/totals";
import type { DayRange } from "@/lib/i18n/calendar-periods";
import { sliceRange } from "@/lib/i18n/calendar-periods";
import { defaultLocale } from "@/lib/i18n/locales";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Outcome } from "@/lib/vocabulary/report";
import { outcomeNames } from "@/lib/vocabulary/report";
import type { Durations } from "./duration-letters";
import { addDurations, durationAt, noDurations } from "./duration-letters";
import { visibleTo } from "./queries";

/** What has become of what was sent. */
export type Counts = Readonly<Record<Outcome | "sent", number>>;
export type Figures = Counts & {
  /** Parts of what was sent, within 0 and 1; null where nothing was. */
  readonly completionRate: number | null;
  readonly declineRate: number | null;
  /** From sending to completion, in milliseconds, at most 2.8 % off; null where nothing was completed. */
  readonly median: number | null;
  readonly ninetieth: number | null;
};
export type NamedFigures = Figures & {
  /** A provider, a team (`none` for no team) or an account. */
  readonly id: string;
  readonly name: string;
};
export type OfficeFigures = {
  readonly total: Figures;
  readonly providers: readonly NamedFigures[];
  /** Empty where the office has no teams. */
  readonly teams: readonly NamedFigures[];
  readonly people: readonly NamedFigures[];
};

const sums = {
  completed: sum(dailyTotals.completed),
  declined: sum(dailyTotals.declined),
  expired: sum(dailyTotals.expired),
  canceled: sum(dailyTotals.canceled),
  failed: sum(dailyTotals.failed),
  open: sum(dailyTotals.open),
};

/** Practice is not counted. */
async function countedIn(db: Db, actor: AccountActor, { from, until }: DayRange) {
  const practice = await db
    .select({ id: connections.id })
    .from(connections)
    .where(eq(connections.isRehearsal, true));
  const ids = practice.map(({ id }) => id);
  return and(
    visibleTo(actor, "envelope.list", dailyTotals),
    gte(dailyTotals.day, from),
    lte(dailyTotals.day, until),
    ids.length > 0 ? notInArray(dailyTotals.connectionId, ids) : undefined,
  );
}

class Tally {
  readonly counts = {
    sent: 0,
    completed: 0,
    declined: 0,
    expired: 0,
    canceled: 0,
    failed: 0,
    open: 0,
  };
  private readonly durations: Durations = noDurations();

  add(row: Readonly<Record<Outcome, unknown>>, durations: string | null): void {
    for (const name of outcomeNames) {
      this.counts[name] += Number(row[name]);
      this.counts.sent += Number(row[name]);
    }
    addDurations(this.durations, durations ?? "");
  }

  figures(): Figures {
    const { sent, completed, declined } = this.counts;
    return {
      ...this.counts,
      completionRate: sent > 0 ? completed / sent : null,
      declineRate: sent > 0 ? declined / sent : null,
      median: durationAt(this.durations, 0.5),
      ninetieth: durationAt(this.durations, 0.9),
    };
  }
}

class Tallies {
  private readonly tallies = new Map<string, Tally>();

  of(id: string): Tally {
    const tally = this.tallies.get(id) ?? new Tally();
    this.tallies.set(id, tally);
    return tally;
  }

  named(nameOf: (id: string) => string): NamedFigures[] {
    return [...this.tallies].map(([id, tally]) => ({ id, name: nameOf(id), ...tally.figures() }));
  }

  get ids(): string[] {
    return [...this.tallies.keys()];
  }
}

/** What was sent on these days, as far as the actor may see it, and what has become of it. */
export async function readFigures(
  db: Db,
  actor: AccountActor,
  range: DayRange,
): Promise<OfficeFigures> {
  const ways = await db
    .select({ id: connections.id, providerId: connections.providerId })
    .from(connections);
  const allTeams = await db.select({ id: teams.id, name: teams.name }).from(teams);
  const total = new Tally();
  const [byProvider, byTeam, byPerson] = [new Tallies(), new Tallies(), new Tallies()];
  const { ownerId, teamId, connectionId } = dailyTotals;
  const durations = joinedTexts(dailyTotals.durations);
  for (const part of sliceRange(range, "month", defaultLocale)) {
    const rows = await db
      .select({ ownerId, teamId, connectionId, ...sums, durations })
      .from(dailyTotals)
      .where(await countedIn(db, actor, part))
      .groupBy(ownerId, teamId, connectionId);
    for (const row of rows) {
      const providerId = ways.find(({ id }) => id === row.connectionId)?.providerId ?? "";
      for (const tally of [
        total,
        byProvider.of(providerId),
        byTeam.of(row.teamId ?? "none"),
        byPerson.of(row.ownerId),
      ])
        tally.add(row, row.durations);
    }
    // Years of a large office are some hundred thousand rows: others' requests come in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const people = await namesOf(db, byPerson.ids);
  const nameIn = (all: readonly { id: string; name: string }[]) => (id: string) =>
    all.find((each) => each.id === id)?.name ?? "";
  return {
    total: total.figures(),
    providers: byProvider.named((id) => requireProvider(id).displayName),
    teams: allTeams.length > 0 ? byTeam.named(nameIn(allTeams)) : [],
    people: byPerson.named(nameIn(people)),
  };
}

const namesOf = (db: Db, ids: readonly string[]) =>
  db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.id, [...ids]));

export type SlicedCounts = DayRange & Counts;

/** The same for each part of a range. @param slices one after the other, without a gap */
export async function readSlices(
  db: Db,
  actor: AccountActor,
  slices: readonly DayRange[],
): Promise<SlicedCounts[]> {
  const [first, last] = [slices[0], slices.at(-1)];
  if (!first || !last) return [];
  const rows = await db
    .select({ day: dailyTotals.day, ...sums })
    .from(dailyTotals)
    .where(await countedIn(db, actor, { from: first.from, until: last.until }))
    .groupBy(dailyTotals.day);
  return slices.map((slice) => {
    const tally = new Tally();
    for (const row of rows)
      if (row.day >= slice.from && row.day <= slice.until) tally.add(row, null);
    return { ...slice, ...tally.counts };
  });
}
