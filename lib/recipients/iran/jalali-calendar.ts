/** A day of the Jalali calendar; `month` and `day` are 1-based. */
export type JalaliDay = { readonly year: number; readonly month: number; readonly day: number };

/**
 * In these years the arithmetic cycle of 33 years agrees with the equinox that rules the calendar;
 * the first exception is 1503. They are 1827 to 2120.
 */
export const jalaliYears = { first: 1206, last: 1498 } as const;

const millisecondsPerDay = 86_400_000;
const daysIn33Years = 33 * 365 + 8;
/** 1 Farvardin 1400. */
const anchor = { year: 1400, at: Date.UTC(2021, 2, 21) } as const;

/** Eight leap years in every 33. */
export const isJalaliLeapYear = (year: number): boolean => (25 * year + 11) % 33 < 8;

/** Six months of 31 days, five of 30, then Esfand. */
export function daysInJalaliMonth(year: number, month: number): number {
  if (month === 12) return isJalaliLeapYear(year) ? 30 : 29;
  return month > 6 ? 30 : 31;
}

/** Days from the beginning of the era to 1 Farvardin. */
const daysBefore = (year: number) => 365 * (year - 1) + Math.floor((8 * year + 21) / 33);
const daysBeforeMonth = (month: number) => 30 * (month - 1) + Math.min(month - 1, 6);

/** `YYYY-MM-DD` of the Gregorian calendar. */
export function toGregorianDate({ year, month, day }: JalaliDay): string {
  const days = daysBefore(year) - daysBefore(anchor.year) + daysBeforeMonth(month) + day - 1;
  return new Date(anchor.at + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** @param date `YYYY-MM-DD` of the Gregorian calendar */
export function toJalaliDay(date: string): JalaliDay {
  const days =
    (Date.parse(`${date}T00:00:00Z`) - anchor.at) / millisecondsPerDay + daysBefore(anchor.year);
  const year = 1 + Math.floor((33 * days + 3) / daysIn33Years);
  const left = days - daysBefore(year);
  const month = left < 186 ? Math.floor(left / 31) + 1 : Math.floor((left - 186) / 30) + 7;
  return { year, month, day: left - daysBeforeMonth(month) + 1 };
}

/** `1404/05/21`, in Latin digits. @param date `YYYY-MM-DD` of the Gregorian calendar */
export function formatJalaliDate(date: string): string {
  const { year, month, day } = toJalaliDay(date);
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("/");
}
