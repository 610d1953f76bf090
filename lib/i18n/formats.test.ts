import { expect, test } from "vitest";
import {
  formatFileSize,
  formatInstant,
  formatList,
  formatRelativeTime,
  formatUtc,
} from "./formats";
import { negotiateLocale } from "./locales";

const nowruz = new Date("2026-03-20T21:35:00Z");

test("a Persian reader sees the Jalali date, Tehran time and Persian digits", () => {
  const shown = formatInstant(nowruz, "short", { locale: "fa", timeZone: "Asia/Tehran" });
  expect(shown).toContain("۱ فروردین");
  expect(shown).toContain("۰۱:۰۵");
});

test("an English reader sees the Gregorian date and a 24 hour clock", () => {
  const shown = formatInstant(nowruz, "short", { locale: "en", timeZone: "UTC" });
  expect(shown).toBe("Mar 20, 21:35");
});

test("UTC is written the same in every language", () => {
  expect(formatUtc(nowruz)).toBe("2026-03-20 21:35:00 UTC");
});

test("relative time picks the largest span that fits", () => {
  const after = (seconds: number) => new Date(nowruz.getTime() + seconds * 1000);
  expect(formatRelativeTime(after(-3 * 86_400), nowruz, "en")).toBe("3 days ago");
  expect(formatRelativeTime(after(2 * 3600 + 59), nowruz, "en")).toBe("in 2 hours");
  expect(formatRelativeTime(after(-20), nowruz, "en")).toBe("now");
  expect(formatRelativeTime(after(-3 * 3600), nowruz, "fa")).toBe("۳ ساعت پیش");
});

test("file sizes carry their unit and at most one decimal", () => {
  expect(formatFileSize(0, "en")).toBe("0 bytes");
  expect(formatFileSize(820_400, "en")).toBe("820 kB");
  expect(formatFileSize(4_730_000, "en")).toBe("4.7 MB");
  expect(formatFileSize(4_730_000, "fa")).toContain("۴٫۷");
});

test("lists are joined as the language joins them", () => {
  expect(formatList(["Ali", "Sara", "Reza"], "en")).toBe("Ali, Sara, and Reza");
  expect(formatList(["علی", "سارا"], "fa")).toBe("علی و سارا");
});

test("the browser's order of languages decides until the person does", () => {
  expect(negotiateLocale("fa-IR,fa;q=0.9,en;q=0.8")).toBe("fa");
  expect(negotiateLocale("de-DE, en;q=0.5, fa;q=0.7")).toBe("fa");
  expect(negotiateLocale("de, fa;q=0")).toBe("en");
  expect(negotiateLocale(null)).toBe("en");
});
