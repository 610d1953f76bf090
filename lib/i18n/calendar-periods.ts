import { toGregorianDate, toJalaliDay } from "@/lib/recipients/iran/jalali-calendar";
import { calendarOf } from "./formats";
import type { Locale } from "./locales";

/** Days as `2026-12-31`, both included. */
export type DayRange = { readonly from: string; readonly until: string };

export const periods = ["month", "last_month", "quarter", "year", "custom"] as const;
export type Period = (typeof periods)[number];
/** What one bar of a chart covers. */
export type SliceUnit = "day" | "week" | "month" | "year";

const millisecondsPerDay = 86_400_000;
const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** The day that comes so many days later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10);

export const daysIn = ({ from, until }: DayRange): number =>
  (Date.parse(until) - Date.parse(from)) / millisecondsPerDay + 1;

const isJalali = (locale: Locale): boolean => calendarOf(locale).calendar === "persian";

/** Months since the beginning of the reader's calendar. */
function monthOf(day: string, locale: Locale): number {
  if (!isJalali(locale)) return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const { year, month } = toJalaliDay(day);
  return year * 12 + month - 1;
}

function firstDayOf(months: number, locale: Locale): string {
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  if (isJalali(locale)) return toGregorianDate({ year, month, day: 1 });
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}

/** Persian weeks begin on Saturday, the others here on Monday. */
function firstDayOfWeek(day: string, locale: Locale): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + (isJalali(locale) ? 1 : 6)) % 7));
}

/**
 * The days of a period in the reader's calendar, none later than today.
 * @param asked of a custom period, in either order; what is no day counts as this month
 */
export function rangeOf(
  period: Period,
  today: string,
  locale: Locale,
  asked: { readonly from?: string | undefined; readonly until?: string | undefined } = {},
): DayRange {
  const month = monthOf(today, locale);
  const since = (months: number): DayRange => ({ from: firstDayOf(months, locale), until: today });
  switch (period) {
    case "month":
      return since(month);
    case "last_month":
      return {
        from: firstDayOf(month - 1, locale),
        until: addDays(firstDayOf(month, locale), -1),
      };
    case "quarter":
      return since(month - (month % 3));
    case "year":
      return since(month - (month % 12));
    case "custom": {
      const isTurned = asked.from && asked.until && asked.from > asked.until;
      const { from = "", until = today } = isTurned
        ? { from: asked.until, until: asked.from }
        : asked;
      if (!isDay(from) || !isDay(until) || from > today) return since(month);
      return { from, until: until < today ? until : today };
    }
  }
}

/** The last so many weeks of the reader's calendar, with the one that runs. */
export const lastWeeks = (count: number, today: string, locale: Locale): DayRange => ({
  from: addDays(firstDayOfWeek(today, locale), -7 * (count - 1)),
  until: today,
});

/** How finely a range is drawn: never more than three dozen bars in ten years. */
export const sliceUnitOf = (range: DayRange): SliceUnit => {
  const days = daysIn(range);
  if (days <= 14) return "day";
  if (days <= 120) return "week";
  return days <= 1_100 ? "month" : "year";
};

/** The range cut where the reader's weeks, months or years begin; the ends may be shorter. */
export function sliceRange(range: DayRange, unit: SliceUnit, locale: Locale): DayRange[] {
  const slices: DayRange[] = [];
  for (let from = range.from; from <= range.until; ) {
    const next = nextSlice(from, unit, locale);
    const last = addDays(next, -1);
    slices.push({ from, until: last < range.until ? last : range.until });
    from = next;
  }
  return slices;
}

function nextSlice(day: string, unit: SliceUnit, locale: Locale): string {
  if (unit === "day") return addDays(day, 1);
  if (unit === "week") return addDays(firstDayOfWeek(day, locale), 7);
  const month = monthOf(day, locale);
  return firstDayOf(unit === "month" ? month + 1 : month - (month % 12) + 12, locale);
}
