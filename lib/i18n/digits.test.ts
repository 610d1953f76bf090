import fc from "fast-check";
import { expect, test } from "vitest";
import { toLatinDigits, toLocalDigits } from "./digits";

test("Persian, Arabic and Devanagari digits become Latin digits", () => {
  expect(toLatinDigits("۰۱۲۳۴۵۶۷۸۹")).toBe("0123456789");
  expect(toLatinDigits("٠١٢٣٤٥٦٧٨٩")).toBe("0123456789");
  expect(toLatinDigits("०१२३४५६७८९")).toBe("0123456789");
});

test("letters, spaces and signs around digits stay as they were typed", () => {
  expect(toLatinDigits("کد ملی: ۰۰۱-۲۳ / A٤")).toBe("کد ملی: 001-23 / A4");
});

test("what is shown in local digits can be typed back without loss", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Za-z .-]*$/), (text) => {
      expect(toLatinDigits(toLocalDigits(text, "fa"))).toBe(text);
      expect(toLocalDigits(text, "en")).toBe(text);
    }),
  );
});
