import "server-only";
import type { Db } from "@/db/client";
import { addDays, lastWeeks, sliceRange } from "@/lib/i18n/calendar-periods";
import { startOfDay, toDay } from "@/lib/i18n/end-of-day";
import type { Locale } from "@/lib/i18n/locales";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { isWaitedFor } from "@/lib/vocabulary/envelope";
import type { BoundedCount } from "./find-page";
import { findPage } from "./find-page";
import { listChoices } from "./list-choices";
import { listEnvelopes } from "./list-envelopes";
import type { EnvelopeListFilter } from "./list-filter";
import type { SlicedCounts } from "./read-figures";
import { readSlices } from "./read-figures";
import type { SpannedDays } from "./span-days";
import { spanDays } from "./span-days";

/** A number, and the list of what it counts. */
export type Counted = { readonly filter: EnvelopeListFilter; readonly found: BoundedCount };

/** What those see who answer for others: where it stands still, with whom, and what comes next. */
export type Overview = {
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    readonly counts: Readonly<Record<"open" | "stuck" | "needsCheck", Counted>>;
  }[];
  /** Deadlines of today and the seven days after it, in which all of the next 168 hours lie. */
  readonly due: readonly (Counted & { readonly day: string })[];
  /** People with whom the most is stuck, of those who hold up what has been so the longest. */
  readonly holders: readonly (Counted & { readonly name: string })[];
  readonly weeks: readonly (SlicedCounts & SpannedDays)[];
  readonly hasRehearsals: boolean;
};

const weeksShown = 8;
const holdersShown = 3;
/** So many stuck envelopes are asked who holds them. */
const mostAsked = 100;

export async function readOverview(
  db: Db,
  actor: AccountActor,
  { locale, timeZone, now }: { locale: Locale; timeZone: string; now: Date },
): Promise<Overview> {
  const count = async (filter: EnvelopeListFilter): Promise<Counted> => {
    const { found } = await findPage(db, actor, filter, now, 1);
    return { filter, found };
  };
  const today = toDay(now, timeZone);
  const choices = await listChoices(db, actor);
  const providers: Overview["providers"][number][] = [];
  for (const { id, name } of choices.providers) {
    const counts = {
      open: await count({ status: ["in_progress"], provider: [id] }),
      stuck: await count({ stuck: "yes", provider: [id] }),
      needsCheck: await count({ status: ["needs_check"], provider: [id] }),
    };
    if (Object.values(counts).some(({ found }) => found.count > 0))
      providers.push({ id, name, counts });
  }
  const due: Overview["due"][number][] = [];
  for (let more = 0; more <= 7; more++) {
    const day = addDays(today, more);
    const [expiresFrom, expiresTo] = [startOfDay(day, timeZone), startOfDay(day, timeZone, 1)];
    if (expiresFrom && expiresTo)
      due.push({ day, ...(await count({ status: ["in_progress"], expiresFrom, expiresTo })) });
  }
  const weeks = sliceRange(lastWeeks(weeksShown, today, locale), "week", locale);
  return {
    providers,
    due,
    holders: await findHolders(db, actor, now, count),
    weeks: (await readSlices(db, actor, weeks)).map((week) => spanDays(week, timeZone)),
    hasRehearsals: choices.hasRehearsals,
  };
}

async function findHolders(
  db: Db,
  actor: AccountActor,
  now: Date,
  count: (filter: EnvelopeListFilter) => Promise<Counted>,
): Promise<Overview["holders"]> {
  const stuck = { stuck: "yes", status: ["in_progress"] } satisfies EnvelopeListFilter;
  const { rows } = await listEnvelopes(db, actor, stuck, now, mostAsked);
  const held = new Map<string, number>();
  for (const { recipients } of rows)
    for (const name of new Set(recipients.filter(isWaitedFor).map((person) => person.name)))
      held.set(name, (held.get(name) ?? 0) + 1);
  const most = [...held].toSorted(([, one], [, other]) => other - one).slice(0, holdersShown);
  const holders: Overview["holders"][number][] = [];
  for (const [name] of most)
    holders.push({ name, ...(await count({ stuck: "yes", waitingFor: name })) });
  return holders.toSorted((one, other) => other.found.count - one.found.count);
}
