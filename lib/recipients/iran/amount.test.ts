import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupDigits } from "../grouped-digits";
import { largestAmount, readAmount } from "./amount";
import { amountInWords, compareAmount, readAmountWords } from "./amount-words";
import { fromPersianWords, toPersianWords } from "./number-words";

const anyAmount = fc.bigInt({ min: 0n, max: largestAmount });

describe("an amount in figures", () => {
  test.each([
    ["125000000", "125000000"],
    ["۱۲۵٬۰۰۰٬۰۰۰", "125000000"],
    ["125,000,000", "125000000"],
    ["125،000،000", "125000000"],
    ["125 000\u00a0000", "125000000"],
    ["٠١٢", "12"],
    ["0", "0"],
    ["125,000,000 ریال", "125000000"],
    ["۱۲۵٬۰۰۰٬۰۰۰ ريال", "125000000"],
    ["125000000 ﷼", "125000000"],
    ["\u200f۱۲۵٬۰۰۰\u200c٬۰۰۰\u200cریال", "125000000"],
    ["12,500,000 تومان", "125000000"],
    ["12,500,000 Toman", "125000000"],
    ["999999999999999999", "999999999999999999"],
  ])("%s is %s rials", (text, value) => {
    expect(readAmount(text, "rial")).toEqual({ ok: true, value });
  });

  test("figures without a unit are in the unit of their input", () => {
    expect(readAmount("12,500", "toman")).toEqual({ ok: true, value: "125000" });
    expect(readAmount("12,500 ریال", "toman")).toEqual({ ok: true, value: "12500" });
  });

  test.each([
    ["12.5", "amount_fraction", false],
    ["۱۲٫۵", "amount_fraction", false],
    ["12/5", "amount_fraction", false],
    ["12.500.000", "amount_fraction", false],
    ["12,5", "amount_grouping", true],
    ["12,5000", "amount_grouping", false],
    ["1200,500", "amount_grouping", false],
    ["-5", "amount_negative", false],
    ["−5", "amount_negative", false],
    ["12k", "amount_characters", false],
    ["$12", "amount_characters", false],
    ["12 توم", "amount_characters", true],
    ["12 دلار", "amount_characters", false],
    ["12 constructor", "amount_characters", false],
    ["1000000000000000000", "amount_large", false],
    ["ریال", "empty", true],
    ["", "empty", true],
  ])("%s is refused as %s", (text, problem, isUnfinished) => {
    expect(readAmount(text, "rial")).toMatchObject({ ok: false, problem, isUnfinished });
  });

  test("what does not belong to an amount is named", () => {
    const strayIn = (text: string) => {
      const verdict = readAmount(text, "rial");
      return verdict.ok ? undefined : verdict.values.stray;
    };
    expect(strayIn("12 دلار آمریکا")).toBe("دلار");
    expect(strayIn("12#")).toBe("#");
  });

  test("a very long row of digits is refused without being counted", () => {
    expect(readAmount("9".repeat(1_000_000), "rial")).toMatchObject({ problem: "amount_large" });
  });

  test("tomans that are too many rials are refused", () => {
    expect(readAmount("999999999999999999", "toman")).toMatchObject({ problem: "amount_large" });
    expect(readAmount("99999999999999999", "toman").ok).toBe(true);
  });

  test("what is shown in groups is read back, without losing a rial", () => {
    fc.assert(
      fc.property(anyAmount, fc.constantFrom("en", "fa"), (rials, locale) => {
        const verdict = { ok: true, value: String(rials) };
        expect(readAmount(groupDigits(rials, locale), "rial")).toEqual(verdict);
      }),
    );
    expect(groupDigits(12_500_000n, "fa")).toBe("۱۲٬۵۰۰٬۰۰۰");
  });
});

describe("a number in words", () => {
  test.each([
    [0n, "صفر"],
    [21n, "بیست و یک"],
    [100n, "صد"],
    [110n, "صد و ده"],
    [400n, "چهارصد"],
    [1000n, "یک هزار"],
    [1403n, "یک هزار و چهارصد و سه"],
    [25000n, "بیست و پنج هزار"],
    [1001000n, "یک میلیون و یک هزار"],
    [125000000n, "صد و بیست و پنج میلیون"],
    [1500000000n, "یک میلیارد و پانصد میلیون"],
    [
      98765432109n,
      "نود و هشت میلیارد و هفتصد و شصت و پنج میلیون و چهارصد و سی و دو هزار و صد و نه",
    ],
    [1_000_000_000_000_000n, "یک کوادریلیون"],
    [-12n, "منفی دوازده"],
  ])("%s is «%s»", (number, words) => {
    expect(toPersianWords(number)).toBe(words);
  });

  test("numbers without a name in use are an error, never wrong words", () => {
    expect(() => toPersianWords(largestAmount + 1n)).toThrow(RangeError);
    expect(() => toPersianWords(-largestAmount - 1n)).toThrow(RangeError);
  });

  test("an independent reader finds the number again", () => {
    for (let number = 0n; number < 20_000n; number += 1n)
      expect(readByDictionary(toPersianWords(number))).toBe(number);
    fc.assert(
      fc.property(anyAmount, (number) => {
        expect(readByDictionary(toPersianWords(number))).toBe(number);
      }),
      { numRuns: 2_000 },
    );
  });

  test("words are joined by spaces and nothing else", () => {
    fc.assert(
      fc.property(anyAmount, (number) => {
        expect(toPersianWords(number)).toMatch(/^[ء-ی]+(?: [ء-ی]+)*$/);
      }),
    );
  });

  test("negative numbers are the positive ones behind a word", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: largestAmount }), (number) => {
        expect(toPersianWords(-number)).toBe(`منفی ${toPersianWords(number)}`);
      }),
    );
  });

  test.each([
    ["without spaces", (words: string) => words.replaceAll(" ", "")],
    ["with joiners", (words: string) => words.replaceAll(" ", "\u200c")],
    ["with more spaces", (words: string) => ` ${words.replaceAll(" ", " \u00a0")} `],
    ["in Arabic letters", (words: string) => words.replaceAll("ی", "ي").replaceAll("ک", "ك")],
    ["without «و»", (words: string) => words.replaceAll(" و ", " ")],
    ["with commas", (words: string) => words.replaceAll(" و ", "، و ")],
  ])("it is read back %s", (_, write) => {
    fc.assert(
      fc.property(anyAmount, (number) => {
        expect(fromPersianWords(write(toPersianWords(number)))).toBe(number);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["هزار و چهارصد و سه", 1403n],
    ["یکصد و بیست میلیون", 120_000_000n],
    ["هجده", 18n],
    ["هیجده", 18n],
    ["دو هزار میلیارد", 2_000_000_000_000n],
    ["دوازده هزار و پانصد میلیارد و ده هزار", 12_500_000_010_000n],
    ["سه ملیون", 3_000_000n],
    ["یک میلیون و هزار", 1_001_000n],
  ])("«%s» is %s", (words, number) => {
    expect(fromPersianWords(words)).toBe(number);
  });

  test.each([
    "",
    "و",
    "بیست و",
    "و بیست",
    "بیست و و یک",
    "یک بیست",
    "ده یک",
    "صد و هزار",
    "هزار هزار",
    "سه صد",
    "صفر هزار",
    "دوازده میلیون دلار",
    "12 میلیون",
    "twelve",
  ])("«%s» is no number", (words) => {
    expect(fromPersianWords(words)).toBeUndefined();
  });
});

describe("an amount in words", () => {
  test.each([
    [125_000_000n, undefined, "صد و بیست و پنج میلیون"],
    [125_000_000n, "rial", "صد و بیست و پنج میلیون ریال"],
    [125_000_000n, "toman", "دوازده میلیون و پانصد هزار تومان"],
    [125n, "toman", "دوازده تومان و پنج ریال"],
    [5n, "toman", "پنج ریال"],
    [0n, "toman", "صفر تومان"],
  ] as const)("%s rials, named in %s, are «%s»", (rials, unit, words) => {
    expect(amountInWords(rials, unit)).toBe(words);
  });

  test.each(["rial", "toman"] as const)("named in %s, it says the same rials again", (unit) => {
    fc.assert(
      fc.property(anyAmount, fc.constantFrom("rial", "toman"), (rials, other) => {
        const words = amountInWords(rials, unit);
        expect(compareAmount(words, String(rials), other)).toEqual({
          ok: true,
          value: String(rials),
        });
        const glued = words.replaceAll(" ", "").replaceAll("ی", "ي");
        expect(readAmountWords(glued, other)).toEqual({ ok: true, value: String(rials) });
      }),
    );
  });

  test("words without a unit are in the unit of their input", () => {
    expect(readAmountWords("دوازده هزار", "rial")).toEqual({ ok: true, value: "12000" });
    expect(readAmountWords("دوازده هزار", "toman")).toEqual({ ok: true, value: "120000" });
    expect(readAmountWords("دوازده هزار تومن", "rial")).toEqual({ ok: true, value: "120000" });
    expect(readAmountWords("دوازده هزار ﷼", "toman")).toEqual({ ok: true, value: "12000" });
  });

  test.each([
    ["دوازده هزار ریال", "12001", "amount_words_differ"],
    ["دوازده هزار ریال", "120000", "amount_words_tenfold"],
    ["دوازده هزار تومان", "12000", "amount_words_tenfold"],
    ["دوازده هزار و", "12000", "amount_words_unread"],
    ["تومان", "12000", "amount_words_unread"],
    ["یک تومان و دو تومان", "30", "amount_words_unread"],
    ["یک تومان و دو", "12", "amount_words_unread"],
    ["", "12000", "empty"],
  ])("«%s» beside %s is warned of as %s", (words, figures, problem) => {
    expect(compareAmount(words, figures, "rial")).toMatchObject({ ok: false, problem });
  });

  test("any two different amounts are told apart", () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (one, other) => {
        fc.pre(one !== other);
        const verdict = compareAmount(toPersianWords(one), String(other), "rial");
        expect(verdict).toMatchObject({
          ok: false,
          values: { words: String(one), figures: String(other) },
        });
      }),
    );
  });
});

/** A second reading of the same language, by a list of words with spaces between them. */
function readByDictionary(words: string): bigint | undefined {
  const small: Readonly<Record<string, number>> = {
    ...{ صفر: 0, یک: 1, دو: 2, سه: 3, چهار: 4, پنج: 5, شش: 6, هفت: 7, هشت: 8, نه: 9, ده: 10 },
    ...{ یازده: 11, دوازده: 12, سیزده: 13, چهارده: 14, پانزده: 15, شانزده: 16, هفده: 17 },
    ...{ هجده: 18, نوزده: 19, بیست: 20, سی: 30, چهل: 40, پنجاه: 50, شصت: 60, هفتاد: 70 },
    ...{ هشتاد: 80, نود: 90, صد: 100, دویست: 200, سیصد: 300, چهارصد: 400, پانصد: 500 },
    ...{ ششصد: 600, هفتصد: 700, هشتصد: 800, نهصد: 900 },
  };
  const zeros: Readonly<Record<string, string>> = {
    ...{ هزار: "000", میلیون: "000000", میلیارد: "000000000", تریلیون: "000000000000" },
    کوادریلیون: "000000000000000",
  };
  let total = 0n;
  let group = 0;
  for (const word of words.split(" و ").flatMap((part) => part.split(" "))) {
    if (word in small) group += Number(small[word]);
    else if (word in zeros) {
      total += BigInt(`${group}${zeros[word]}`);
      group = 0;
    } else return undefined;
  }
  return total + BigInt(group);
}
