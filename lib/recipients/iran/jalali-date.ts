import { toPlainFigures } from "../plain-text";
import type { Refusal, Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";
import type { JalaliDay } from "./jalali-calendar";
import {
  daysInJalaliMonth,
  formatJalaliDate,
  jalaliYears,
  toGregorianDate,
} from "./jalali-calendar";

type DateParts = { readonly year: string; readonly month: string; readonly day: string };

/**
 * A date of the Jalali calendar, year first (`1404/5/21`, `14040521`) or day first (`21-5-1404`),
 * between slashes, dashes, points or spaces; kept as `YYYY-MM-DD` of the Gregorian calendar.
 */
export function readJalaliDate(text: string): Verdict {
  const plain = toPlainFigures(text);
  if (plain === "") return awaitMore("empty");
  const [character] = /[^0-9/\-.\s]/u.exec(plain) ?? [];
  if (character !== undefined) return refuse("jalali_date_characters", { character });
  const parts = splitDate(plain.split(/[/\-.\s]+/).filter((part) => part !== ""));
  if ("problem" in parts) return parts;
  const day = { year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) };
  return judgeYear(day) ?? judgeDay(day, parts) ?? accept(toGregorianDate(day));
}

function splitDate(parts: readonly string[]): DateParts | Refusal {
  const [first = "", month = "", last = ""] = parts;
  if (parts.length === 1 && first.length === 8)
    return { year: first.slice(0, 4), month: first.slice(4, 6), day: first.slice(6) };
  if (parts.length > 3 || month.length > 2 || (parts.length === 1 && first.length > 8))
    return refuse("jalali_date_shape");
  if (parts.length < 3) return awaitMore("jalali_date_incomplete");
  if (first.length === 4 && last.length <= 2) return { year: first, month, day: last };
  if (first.length > 2) return refuse("jalali_date_shape");
  if (last.length === 4) return { year: last, month, day: first };
  return last.length < 4 ? awaitMore("jalali_date_year") : refuse("jalali_date_shape");
}

function judgeYear({ year, month, day }: JalaliDay): Refusal | undefined {
  if (year >= jalaliYears.first && year <= jalaliYears.last) return undefined;
  const instant = new Date(Date.UTC(year, month - 1, day));
  const isReal = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  if (!isReal || year < 1900 || year > 2100)
    return refuse("jalali_date_year_range", {
      first: String(jalaliYears.first),
      last: String(jalaliYears.last),
    });
  return refuse("jalali_date_gregorian", {
    date: formatJalaliDate(instant.toISOString().slice(0, 10)),
  });
}

function judgeDay({ year, month, day }: JalaliDay, typed: DateParts): Refusal | undefined {
  if (month < 1 || month > 12) return refuse("jalali_date_month", { month });
  const last = daysInJalaliMonth(year, month);
  if (typed.day === "0") return awaitMore("jalali_date_day", { day, last });
  if (day >= 1 && day <= last) return undefined;
  return month === 12 && day === 30
    ? refuse("jalali_date_esfand")
    : refuse("jalali_date_day", { day, last });
}
