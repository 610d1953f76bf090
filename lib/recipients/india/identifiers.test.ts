import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { toLocalDigits } from "@/lib/i18n/digits";
import { isWholeAadhaar, readAadhaarLastFour } from "./aadhaar";
import { readBirthYear } from "./birth-year";
import { readIndianMobile } from "./mobile";

describe("the last four digits of an Aadhaar number", () => {
  test.each(["2346", "0000", "२३४६", "23 46"])("%s are taken", (text) => {
    expect(readAadhaarLastFour(text)).toMatchObject({ ok: true });
  });

  test("are kept in Latin digits", () => {
    expect(readAadhaarLastFour("२३४६")).toEqual({ ok: true, value: "2346" });
    expect(readAadhaarLastFour(toLocalDigits("2346", "fa"))).toEqual({ ok: true, value: "2346" });
  });

  test.each(["234123412346", "298448863364", "2341 2341 2346", "۲۹۸۴۴۸۸۶۳۳۶۴"])(
    "%s is a whole number: refused with a hint, and never repeated",
    (text) => {
      const verdict = readAadhaarLastFour(text);
      expect(verdict).toEqual({
        ok: false,
        problem: "aadhaar_last_four_whole",
        values: {},
        isUnfinished: false,
      });
    },
  );

  test.each([
    ["123456789012", "aadhaar_last_four_long"],
    ["234123412345", "aadhaar_last_four_long"],
    ["12345", "aadhaar_last_four_long"],
    ["123", "aadhaar_last_four_short"],
    ["12a4", "aadhaar_last_four_characters"],
    ["", "empty"],
  ])("%j is refused as %s", (text, problem) => {
    expect(readAadhaarLastFour(text)).toMatchObject({ ok: false, problem });
  });

  test("eleven digits behind a first one from 2 to 9 have one check digit", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9][0-9]{10}$/), (start) => {
        const whole = [..."0123456789"].filter((last) => isWholeAadhaar(start + last));
        expect(whole).toHaveLength(1);
      }),
    );
  });

  test("one wrong digit, or two exchanged ones, are no whole number any more", () => {
    const digits = "234123412346";
    for (let place = 1; place < digits.length; place++) {
      const wrong = (Number(digits[place]) + 1) % 10;
      expect(isWholeAadhaar(digits.slice(0, place) + wrong + digits.slice(place + 1))).toBe(false);
    }
    for (let place = 1; place < digits.length - 1; place++) {
      const [one = "", other = ""] = digits.slice(place, place + 2);
      const exchanged = digits.slice(0, place) + other + one + digits.slice(place + 2);
      expect(isWholeAadhaar(exchanged)).toBe(one === other);
    }
  });
});

describe("a year of birth", () => {
  const today = new Date("2026-11-26T00:00:00Z");

  test.each(["1900", "1987", "2026", "१९८७"])("%s is taken", (text) => {
    expect(readBirthYear(text, today)).toMatchObject({ ok: true });
  });

  test.each([
    ["2027", "birth_year_future"],
    ["1899", "birth_year_range"],
    ["2100", "birth_year_range"],
    ["1365", "birth_year_range"],
    ["0101", "birth_year_range"],
    ["19870", "birth_year_range"],
    ["198", "birth_year_short"],
    ["19x7", "birth_year_characters"],
    ["", "empty"],
  ])("%j is refused as %s", (text, problem) => {
    expect(readBirthYear(text, today)).toMatchObject({ ok: false, problem });
  });
});

describe("a mobile of India", () => {
  const forms = ["9876543210", "09876543210", "+919876543210", "00919876543210", "919876543210"];

  test.each([...forms, "९८७६५ ४३२१०", "+91 (0)98765-43210"])("%s is +919876543210", (text) => {
    expect(readIndianMobile(text)).toEqual({ ok: true, value: "+919876543210" });
  });

  test.each(["6000000000", "9123456789"])("%s is a mobile, too", (text) => {
    expect(readIndianMobile(text)).toEqual({ ok: true, value: `+91${text}` });
  });

  test.each([
    ["1234567890", "indian_mobile_start", {}],
    ["+91 22 2345 6789", "indian_mobile_start", {}],
    ["+998901234567", "indian_mobile_foreign", {}],
    ["987654321", "indian_mobile_short", { missing: 1 }],
    ["+91", "indian_mobile_short", { missing: 10 }],
    ["98765432101", "indian_mobile_long", { extra: 1 }],
    ["98765 ab", "indian_mobile_characters", { character: "a" }],
    ["", "empty", {}],
  ])("%j is refused as %s", (text, problem, values) => {
    expect(readIndianMobile(text)).toMatchObject({ ok: false, problem, values });
  });

  const anyNumber = fc
    .tuple(fc.constantFrom("", "0", "+91", "0091", "91"), fc.stringMatching(/^[0-9]{9,11}$/))
    .map((parts) => parts.join(""));

  test("libphonenumber agrees: its mobiles are taken in its form", () => {
    fc.assert(
      fc.property(anyNumber, (text) => {
        const known = parsePhoneNumberFromString(text, "IN");
        // Its metadata count the 160 numbers of banks and offices, which call and take nothing, among mobiles.
        const isCaller = known?.nationalNumber.startsWith("160") === true;
        const isMobile = known?.getType() === "MOBILE" && known.country === "IN" && !isCaller;
        if (isMobile) expect(readIndianMobile(text)).toEqual({ ok: true, value: known.number });
      }),
      { numRuns: 5_000 },
    );
  });
});
