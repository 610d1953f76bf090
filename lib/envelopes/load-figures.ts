import "server-only";
import { getLocale } from "next-intl/server";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import type { SliceUnit } from "@/lib/i18n/calendar-periods";
import { rangeOf, sliceRange, sliceUnitOf } from "@/lib/i18n/calendar-periods";
import { toDay } from "@/lib/i18n/end-of-day";
import type { Locale } from "@/lib/i18n/locales";
import { reachesOthers } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { listChoices } from "./list-choices";
import type { NamedFigures, OfficeFigures, SlicedCounts } from "./read-figures";
import { readFigures, readSlices } from "./read-figures";
import { refreshTotals, timeZoneOfTotals } from "./refresh-totals";
import type { ReportFilter } from "./report-filter";
import { reportFilter, reportOrderOf } from "./report-filter";
import type { SpannedDays } from "./span-days";
import { spanDays } from "./span-days";

/** Somebody waits; what is left is counted by the worker. */
const refreshMilliseconds = 150;

export type OfficeReport = OfficeFigures & {
  readonly filter: ReportFilter;
  readonly order: "asc" | "desc";
  readonly range: SpannedDays;
  readonly unit: SliceUnit;
  readonly slices: readonly (SlicedCounts & SpannedDays)[];
  /** Whether every change until now is in the figures. */
  readonly isUpToDate: boolean;
  /** Practice envelopes exist, and are not counted. */
  readonly hasRehearsals: boolean;
  /** Whether others' envelopes are counted too. */
  readonly seesOthers: boolean;
  readonly timeZone: string;
};

/** What has no figure stands last in either direction. */
const byColumn =
  (by: ReportFilter["sort"], order: "asc" | "desc", collator: Intl.Collator) =>
  (one: NamedFigures, other: NamedFigures): number => {
    const turn = order === "asc" ? 1 : -1;
    if (by === "name") return turn * collator.compare(one.name, other.name);
    const [first, second] = [one[by], other[by]];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return turn * (first - second) || collator.compare(one.name, other.name);
  };

/** A report in the calendar of the reader's language. */
export async function makeReport(
  actor: AccountActor,
  filter: ReportFilter,
  locale: Locale,
  now: Date,
): Promise<OfficeReport> {
  const isUpToDate = await refreshTotals(refreshMilliseconds);
  return read(async (db) => {
    const timeZone = await timeZoneOfTotals(db);
    const range = rangeOf(filter.period, toDay(now, timeZone), locale, filter);
    const unit = sliceUnitOf(range);
    const slices = await readSlices(db, actor, sliceRange(range, unit, locale));
    const order = reportOrderOf(filter);
    const { total, ...tables } = await readFigures(db, actor, range);
    const sorted = (rows: readonly NamedFigures[]) =>
      rows.toSorted(byColumn(filter.sort, order, new Intl.Collator(locale)));
    return {
      total,
      providers: sorted(tables.providers),
      teams: sorted(tables.teams),
      people: sorted(tables.people),
      filter,
      order,
      range: spanDays(range, timeZone),
      unit,
      slices: slices.map((slice) => spanDays(slice, timeZone)),
      isUpToDate,
      hasRehearsals: (await listChoices(db, actor)).hasRehearsals,
      seesOthers: reachesOthers(actor, "envelope.list"),
      timeZone,
    };
  });
}

/** @param search the page's query string as Next hands it over */
export async function loadReport(
  search: Record<string, string | string[] | undefined>,
): Promise<OfficeReport> {
  const { actor } = await requirePermission("envelope.list");
  return makeReport(actor, reportFilter.parse(search), await getLocale(), new Date());
}
