import { expect, test } from "vitest";
import { lastWeeks, rangeOf, sliceRange, sliceUnitOf } from "./calendar-periods";

const today = "2026-11-26"; // 5 Azar 1405, a Thursday

test.each([
  ["month", "en", "2026-11-01", "2026-11-26"],
  ["last_month", "en", "2026-10-01", "2026-10-31"],
  ["quarter", "en", "2026-10-01", "2026-11-26"],
  ["year", "en", "2026-01-01", "2026-11-26"],
  // Azar 1405 begins on 22 November, its quarter (Mehr) on 23 September, its year on 21 March.
  ["month", "fa", "2026-11-22", "2026-11-26"],
  ["last_month", "fa", "2026-10-23", "2026-11-21"],
  ["quarter", "fa", "2026-09-23", "2026-11-26"],
  ["year", "fa", "2026-03-21", "2026-11-26"],
] as const)("%s in %s is %s to %s", (period, locale, from, until) => {
  expect(rangeOf(period, today, locale)).toEqual({ from, until });
});

test("days of one's own end today at the latest; nonsense is this month", () => {
  const own = (from: string, until?: string) => rangeOf("custom", today, "en", { from, until });
  expect(own("2026-02-03", "2026-02-10")).toEqual({ from: "2026-02-03", until: "2026-02-10" });
  expect(own("2026-02-03", "2030-01-01").until).toBe(today);
  for (const from of ["", "2026-02-31", "2026-13-01", "2027-01-01", "x"])
    expect(own(from).from).toBe("2026-11-01");
  expect(own("2026-02-10", "2026-02-03")).toEqual({ from: "2026-02-03", until: "2026-02-10" });
});

test("weeks begin on Monday, in Persian on Saturday", () => {
  expect(lastWeeks(8, today, "en").from).toBe("2026-10-05");
  expect(lastWeeks(8, today, "fa").from).toBe("2026-10-03");
});

test("slices cover a range without a gap, whatever its length", () => {
  for (const locale of ["en", "fa"] as const)
    for (const [days, unit] of [
      [1, "day"],
      [14, "day"],
      [15, "week"],
      [120, "week"],
      [365, "month"],
      [3_650, "year"],
    ] as const) {
      const range = {
        from: new Date(Date.parse(today) - (days - 1) * 86_400_000).toISOString().slice(0, 10),
        until: today,
      };
      expect(sliceUnitOf(range)).toBe(unit);
      const slices = sliceRange(range, unit, locale);
      expect(slices[0]?.from).toBe(range.from);
      expect(slices.at(-1)?.until).toBe(range.until);
      for (const [index, slice] of slices.entries()) {
        expect(slice.from <= slice.until).toBe(true);
        const next = slices[index + 1];
        if (next) expect(Date.parse(next.from) - Date.parse(slice.until)).toBe(86_400_000);
      }
      expect(slices.length).toBeLessThanOrEqual(36);
    }
});
