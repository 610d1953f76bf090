import { expect, test } from "vitest";
import {
  daysInJalaliMonth,
  formatJalaliDate,
  isJalaliLeapYear,
  jalaliYears,
  toGregorianDate,
  toJalaliDay,
} from "./jalali-calendar";
import { readJalaliDate } from "./jalali-date";

const persian = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  timeZone: "UTC",
});

function toJalaliByIntl(instant: Date) {
  const parts = new Map(persian.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: "year" | "month" | "day") => Number(parts.get(type));
  return { year: part("year"), month: part("month"), day: part("day") };
}

test("every day of every year is the day that Intl's Persian calendar says", () => {
  const years = new Map<number, number>();
  const disagreements: string[] = [];
  const end = Date.parse(toGregorianDate({ year: jalaliYears.last, month: 12, day: 29 }));
  let at = Date.parse(toGregorianDate({ year: jalaliYears.first, month: 1, day: 1 }));
  for (; at <= end; at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const day = toJalaliDay(date);
    const theirs = toJalaliByIntl(new Date(at));
    const isSame = day.year === theirs.year && day.month === theirs.month && day.day === theirs.day;
    if (!isSame || toGregorianDate(day) !== date) disagreements.push(date);
    years.set(theirs.year, (years.get(theirs.year) ?? 0) + 1);
  }
  expect(disagreements).toEqual([]);
  years.delete(jalaliYears.last);
  expect(years.size).toBe(jalaliYears.last - jalaliYears.first);
  for (const [year, days] of years)
    expect([year, isJalaliLeapYear(year)]).toEqual([year, days === 366]);
});

test("months have their days", () => {
  const lengths = (year: number) =>
    Array.from({ length: 12 }, (_, at) => daysInJalaliMonth(year, at + 1));
  expect(lengths(1404)).toEqual([31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29]);
  expect(lengths(1403).at(-1)).toBe(30);
});

test.each([
  "1405/01/01",
  "1405/1/1",
  "۱۴۰۵/۰۱/۰۱",
  "1405-01-01",
  "1405.1.1",
  "1405 1 1",
  "14050101",
  "1/1/1405",
  "\u200f۰۱/۰۱/۱۴۰۵",
])("%s is 21 March 2026", (text) => {
  expect(readJalaliDate(text)).toEqual({ ok: true, value: "2026-03-21" });
});

test("a date is shown year first, with two digits for month and day", () => {
  expect(formatJalaliDate("2026-03-21")).toBe("1405/01/01");
  expect(formatJalaliDate("2025-03-20")).toBe("1403/12/30");
});

test.each([
  ["1403/12/30", "2025-03-20"],
  ["1404/6/31", "2025-09-22"],
  ["1357/11/22", "1979-02-11"],
  ["1206/1/1", "1827-03-22"],
])("%s is %s", (text, value) => {
  expect(readJalaliDate(text)).toEqual({ ok: true, value });
});

test.each([
  ["1404/12/30", "jalali_date_esfand", {}],
  ["1404/12/31", "jalali_date_day", { day: 31, last: 29 }],
  ["1404/7/31", "jalali_date_day", { day: 31, last: 30 }],
  ["1404/1/32", "jalali_date_day", { day: 32, last: 31 }],
  ["1404/1/00", "jalali_date_day", { day: 0, last: 31 }],
  ["1404/13/1", "jalali_date_month", { month: 13 }],
  ["1404/0/1", "jalali_date_month", { month: 0 }],
  ["04/05/21", "jalali_date_year", {}],
  ["1404/05", "jalali_date_incomplete", {}],
  ["140405", "jalali_date_incomplete", {}],
  ["140405210", "jalali_date_shape", {}],
  ["1404/1/1/1", "jalali_date_shape", {}],
  ["1404/1/1404", "jalali_date_shape", {}],
  ["1404/100/1", "jalali_date_shape", {}],
  ["2026-03-21", "jalali_date_gregorian", { date: "1405/01/01" }],
  ["21/3/2026", "jalali_date_gregorian", { date: "1405/01/01" }],
  ["2026/02/30", "jalali_date_year_range", { first: "1206", last: "1498" }],
  ["1/1/1199", "jalali_date_year_range", { first: "1206", last: "1498" }],
  ["1499/1/1", "jalali_date_year_range", { first: "1206", last: "1498" }],
  ["۱ فروردین ۱۴۰۵", "jalali_date_characters", { character: "ف" }],
  ["  ", "empty", {}],
])("%s is refused as %s", (text, problem, values) => {
  expect(readJalaliDate(text)).toMatchObject({ ok: false, problem, values });
});
