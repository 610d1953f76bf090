import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { toLocalDigits } from "@/lib/i18n/digits";
import { readInn, readPinflOrInn } from "./inn";
import { readUzbekPhone, toNationalPhone } from "./phone";
import { readPinfl } from "./pinfl";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

describe("a PINFL", () => {
  const valid =
    "30101900010018 50101050010018 43112990261233 62902040170025 10101990010017 52902040170028";

  test.each(valid.split(" "))("%s is right, on a Latin and on a Persian keyboard", (pinfl) => {
    const verdict = { ok: true, value: pinfl };
    expect(readPinfl(pinfl)).toEqual(verdict);
    expect(readPinfl(toLocalDigits(pinfl, "fa"))).toEqual(verdict);
    expect(readPinfl(` ${pinfl.slice(0, 7)}-${pinfl.slice(7)}\u200f`)).toEqual(verdict);
    expect(readPinflOrInn(pinfl)).toEqual(verdict);
  });

  test.each(valid.split(" "))("%s with another last digit is doubted, and taken", (pinfl) => {
    const value = pinfl.slice(0, 13) + ((Number(pinfl.at(-1)) + 1) % 10);
    const doubt = { problem: "pinfl_check_digit", values: {} };
    expect(readPinfl(value)).toEqual({ ok: true, value, doubt });
  });

  test.each([
    ["63002040170020", "pinfl_date", { digits: "300204" }],
    ["32902000010010", "pinfl_date", { digits: "290200" }],
    ["30001900010010", "pinfl_date", { digits: "000190" }],
    ["30113900010010", "pinfl_date", { digits: "011390" }],
    ["70101900010018", "pinfl_century", { digit: "7" }],
    ["00101900010018", "pinfl_century", { digit: "0" }],
    ["3010190001001", "pinfl_short", { count: 13 }],
    ["301019000100180", "pinfl_long", { count: 15 }],
    ["501***********", "pinfl_characters", { character: "*" }],
    ["", "empty", {}],
  ])("%j is refused as %s", (text, problem, values) => {
    expect(readPinfl(text)).toMatchObject({ ok: false, problem, values });
  });

  test("every day of three centuries has a PINFL, and thirteen digits have one check digit", () => {
    const days = fc.date({
      min: new Date("1800-01-01T00:00:00Z"),
      max: new Date("2099-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, fc.boolean(), digits(6), (day, isWoman, rest) => {
        const [year = "", month, date] = day.toISOString().slice(0, 10).split("-");
        const sex = (Number(year.slice(0, 2)) - 18) * 2 + (isWoman ? 2 : 1);
        const start = `${sex}${date}${month}${year.slice(2)}${rest}`;
        const verdicts = [..."0123456789"].map((last) => readPinfl(start + last));
        expect(verdicts.every(({ ok }) => ok)).toBe(true);
        expect(verdicts.filter((one) => one.ok && !one.doubt)).toHaveLength(1);
      }),
    );
  });
});

describe("an INN", () => {
  test.each(["201123456", "305109680"])("%s is right", (inn) => {
    expect(readInn(inn)).toEqual({ ok: true, value: inn });
    expect(readInn(toLocalDigits(`${inn.slice(0, 3)} ${inn.slice(3)}`, "fa"))).toEqual({
      ok: true,
      value: inn,
    });
    expect(readPinflOrInn(inn)).toEqual({ ok: true, value: inn });
  });

  test.each([
    ["123456789", "inn_start"],
    ["1", "inn_start"],
    ["12345678", "inn_start"],
    ["20112345", "inn_short"],
    ["2011234567", "inn_long"],
    ["20112345O", "inn_characters"],
    ["", "empty"],
  ])("%j is refused as %s", (text, problem) => {
    expect(readInn(text)).toMatchObject({ ok: false, problem });
  });

  test.each([
    ["123456789", "pinfl_or_inn_short"],
    ["5010105001", "pinfl_or_inn_short"],
    ["501010500100180", "pinfl_long"],
    ["70101900010018", "pinfl_century"],
    ["20112345O", "pinfl_characters"],
    ["", "empty"],
  ])("%j is neither a PINFL nor an INN: %s", (text, problem) => {
    expect(readPinflOrInn(text)).toMatchObject({ ok: false, problem });
  });
});

describe("a phone of Uzbekistan", () => {
  const forms = ["901234567", "+998901234567", "00998901234567", "998901234567"];

  test.each([...forms, "۹۰ ۱۲۳ ۴۵ ۶۷", "+998 (90) 123-45-67"])("%s is +998901234567", (text) => {
    expect(readUzbekPhone(text)).toEqual({ ok: true, value: "+998901234567" });
  });

  test("it is sent without its country, as the service's example has it", () => {
    expect(toNationalPhone("+998990999999")).toBe("990999999");
  });

  test.each(["551234567", "+998 71 123 45 67"])("%s may be a fixed line, and is taken", (text) => {
    expect(readUzbekPhone(text)).toMatchObject({
      ok: true,
      doubt: { problem: "uzbek_phone_fixed" },
    });
  });

  test.each([
    ["8901234567", "uzbek_phone_long", { extra: 1 }],
    ["90123456", "uzbek_phone_short", { missing: 1 }],
    ["+9989012345", "uzbek_phone_short", { missing: 2 }],
    ["+998", "uzbek_phone_short", { missing: 9 }],
    ["+7 901 234 56 78", "uzbek_phone_foreign", {}],
    ["0901234567", "uzbek_phone_start", {}],
    ["123456789", "uzbek_phone_start", {}],
    ["9989012345678", "uzbek_phone_long", { extra: 1 }],
    ["90 123 ab 67", "uzbek_phone_characters", { character: "a" }],
    ["", "empty", {}],
  ])("%j is refused as %s", (text, problem, values) => {
    expect(readUzbekPhone(text)).toMatchObject({ ok: false, problem, values });
  });

  const anyNumber = fc
    .tuple(fc.constantFrom("", "+998", "00998", "998"), fc.stringMatching(/^[0-9]{8,10}$/))
    .map((parts) => parts.join(""));

  test("libphonenumber agrees: what it knows is taken in its form, and no mobile is doubted", () => {
    fc.assert(
      fc.property(anyNumber, (text) => {
        const known = parsePhoneNumberFromString(text, "UZ");
        if (!known?.isValid() || known.country !== "UZ") return;
        const verdict = readUzbekPhone(text);
        expect(verdict).toMatchObject({ ok: true, value: known.number });
        if (known.getType() === "MOBILE") expect(verdict).not.toHaveProperty("doubt");
      }),
      { numRuns: 5_000 },
    );
  });
});
