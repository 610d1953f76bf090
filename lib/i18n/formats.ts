import type { Formats } from "next-intl";
import type { Locale } from "./locales";

// `h23` because offices write 14:05; the calendar is named because a browser may be set otherwise.
const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
export const calendarOf = (locale: Locale) =>
  locale === "fa"
    ? ({ calendar: "persian", numberingSystem: "arabext" } as const)
    : ({ calendar: "gregory", numberingSystem: "latn" } as const);

/** Named formats for `format.dateTime(instant, "short")` and for ICU (`{when, date, short}`). */
export function formatsFor(locale: Locale) {
  const calendar = calendarOf(locale);
  return {
    dateTime: {
      date: { ...calendar, year: "numeric", month: "short", day: "numeric" },
      dayMonth: { ...calendar, month: "short", day: "numeric" },
      time: { ...calendar, ...clock },
      short: { ...calendar, month: "short", day: "numeric", ...clock },
      /** Under a signature: the year and the zone count. */
      stamp: {
        ...calendar,
        year: "numeric",
        month: "short",
        day: "numeric",
        ...clock,
        timeZoneName: "short",
      },
      full: {
        ...calendar,
        year: "numeric",
        month: "long",
        day: "numeric",
        ...clock,
        second: "2-digit",
        timeZoneName: "short",
      },
    },
    number: {
      integer: { maximumFractionDigits: 0 },
      percent: { style: "percent", maximumFractionDigits: 0 },
    },
    list: {
      and: { style: "long", type: "conjunction" },
      or: { style: "long", type: "disjunction" },
    },
  } as const satisfies Formats;
}

export type InstantFormat = keyof ReturnType<typeof formatsFor>["dateTime"];

/** For places without next-intl's hooks: mails, certificates, downloads. */
export function formatInstant(
  instant: Date,
  style: InstantFormat,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): string {
  const options: Intl.DateTimeFormatOptions = formatsFor(locale).dateTime[style];
  return new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(instant);
}

/** The title behind a local time: the same instant in UTC, `2026-03-21 09:05:00 UTC`. */
export function formatUtc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

const spans = [
  ["year", 365 * 24 * 60 * 60],
  ["month", 30 * 24 * 60 * 60],
  ["week", 7 * 24 * 60 * 60],
  ["day", 24 * 60 * 60],
  ["hour", 60 * 60],
  ["minute", 60],
] as const;

/** Making one takes longer than using it a hundred times. */
const relativeWords = new Map<Locale, Intl.RelativeTimeFormat>();

function relativeWordsFor(locale: Locale): Intl.RelativeTimeFormat {
  const words =
    relativeWords.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  relativeWords.set(locale, words);
  return words;
}

/** "3 days ago", "in 2 hours"; under a minute it is "now". */
export function formatRelativeTime(instant: Date, now: Date, locale: Locale): string {
  const seconds = Math.round((instant.getTime() - now.getTime()) / 1000);
  const words = relativeWordsFor(locale);
  for (const [unit, length] of spans) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return words.format(0, "second");
}

const sizeUnits = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** `bytes` in decimal units as people read them on disks: "820 kB", "4.7 MB". */
export function formatFileSize(bytes: number, locale: Locale): string {
  const step = bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3);
  const power = Math.min(step, sizeUnits.length - 1);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: sizeUnits[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

/** "Ali, Sara, and Reza". */
export function formatList(items: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(locale, formatsFor(locale).list.and).format(items);
}
