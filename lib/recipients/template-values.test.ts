import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { formatNames, formats } from "./formats";
import {
  checkTemplateValue,
  inputHintsOf,
  longestValue,
  proposeAmountWords,
  tidyTemplateValue,
  warnOfAmountWords,
} from "./template-values";

const required = (kind: Parameters<typeof inputHintsOf>[0]) => ({ kind, isRequired: true });

describe("a value", () => {
  test.each([
    ["text", " \u200fواحد ۱۲\u00a0", "واحد ۱۲"],
    ["amount_words", "ده میلیون ریال ", "ده میلیون ریال"],
    ["number", "۱۲٫۷۵", "12.75"],
    ["rial_amount", "۱۲۵٬۰۰۰٬۰۰۰ ریال", "125000000"],
    ["rial_amount", "12,500,000 toman", "125000000"],
    ["sheba", "ir82 0540 1026 8002 0817 9090 02", "IR820540102680020817909002"],
    ["national_code", "۰۴۹۹۳۷۰۸۹۹", "0499370899"],
    ["iran_mobile", "0912 345 6789", "+989123456789"],
    ["email", "a@example.ir", "a@example.ir"],
    ["web_address", "https://example.ir", "https://example.ir"],
    ["english_text", "Unit ۱۲, B", "Unit ۱۲, B"],
    ["persian_text", "تهران", "تهران"],
  ] as const)("of the kind %s is kept: «%s»", (kind, text, value) => {
    expect(checkTemplateValue(required(kind), text)).toEqual({ ok: true, value });
  });

  test.each([
    ["text", " \u200f\u00a0", "empty"],
    ["amount_words", "ten million", "persian_text_latin"],
    ["amount_words", "10000000", "persian_text_letters"],
    ["number", "12a", "number_characters"],
    ["rial_amount", "12.5", "amount_fraction"],
    ["sheba", "IR062960000000100324200000", "sheba_wrong"],
    ["national_code", "0684159415", "national_code_wrong"],
    ["iran_mobile", "02188776655", "iran_mobile_landline"],
    ["english_text", "تهران", "english_text_persian"],
  ] as const)("of the kind %s is refused: «%s»", (kind, text, problem) => {
    for (const isRequired of [true, false])
      if (isRequired || problem !== "empty")
        expect(checkTemplateValue({ kind, isRequired }, text)).toMatchObject({ problem });
  });

  test.each([...formatNames, "text", "amount_words"] as const)(
    "of the kind %s may be left empty only where it is optional",
    (kind) => {
      for (const text of ["", " ", "\u200f"]) {
        expect(checkTemplateValue(required(kind), text)).toMatchObject({ problem: "empty" });
        const optional = { kind, isRequired: false };
        expect(checkTemplateValue(optional, text)).toEqual({ ok: true, value: "" });
      }
    },
  );
});

describe("an amount in words", () => {
  test.each([
    ["21", "بیست و یک"],
    ["110", "صد و ده"],
    ["400", "چهارصد"],
    ["1403", "یک هزار و چهارصد و سه"],
    ["۲۵۰۰۰", "بیست و پنج هزار"],
    ["1,001,000", "یک میلیون و یک هزار"],
    ["125000000", "صد و بیست و پنج میلیون"],
    ["1500000000", "یک میلیارد و پانصد میلیون"],
    [
      "98765432109",
      "نود و هشت میلیارد و هفتصد و شصت و پنج میلیون و چهارصد و سی و دو هزار و صد و نه",
    ],
  ])("is made from the figures %s", (figures, words) => {
    expect(proposeAmountWords(figures)).toBe(words);
    expect(proposeAmountWords(figures, "rial")).toBe(`${words} ریال`);
  });

  test("says its unit, so that rials and tomans are not taken for each other", () => {
    expect(proposeAmountWords("10,000,000", "rial")).toBe("ده میلیون ریال");
    expect(proposeAmountWords("10,000,000", "toman")).toBe("یک میلیون تومان");
    expect(proposeAmountWords("1,000,000 تومان", "rial")).toBe("ده میلیون ریال");
  });

  test.each(["", "12,5", "-5", "abc"])("waits for an amount: «%s» is none", (figures) => {
    expect(proposeAmountWords(figures, "rial")).toBeNull();
    expect(warnOfAmountWords("ده ریال", figures)).toBeNull();
  });

  test.each([
    ["ده میلیون", "10000000", null],
    ["یک میلیون تومان", "۱۰٬۰۰۰٬۰۰۰", null],
    ["", "10000000", null],
    ["ده میلیون تومان", "10000000", "amount_words_tenfold"],
    ["یازده میلیون ریال", "10000000", "amount_words_differ"],
    ["خیلی زیاد", "10000000", "amount_words_unread"],
  ])("«%s» beside %s: %s", (words, figures, problem) => {
    expect(warnOfAmountWords(words, figures)?.problem ?? null).toBe(problem);
  });

  test("that is proposed is never warned of", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
        fc.constantFrom("rial", "toman", undefined),
        (rials, unit) => {
          const words = proposeAmountWords(`${rials}`, unit) ?? "";
          expect(warnOfAmountWords(words, `${rials}`)).toBeNull();
          expect(checkTemplateValue(required("amount_words"), words).ok).toBe(true);
        },
      ),
    );
  });
});

describe("an input", () => {
  test.each([
    ["rial_amount", "125000000", "125,000,000", "۱۲۵٬۰۰۰٬۰۰۰"],
    [
      "sheba",
      "820540102680020817909002",
      "IR82 0540 1026 8002 0817 9090 02",
      "IR۸۲ ۰۵۴۰ ۱۰۲۶ ۸۰۰۲ ۰۸۱۷ ۹۰۹۰ ۰۲",
    ],
    ["bank_card", "6037701689095443", "6037 7016 8909 5443", "۶۰۳۷ ۷۰۱۶ ۸۹۰۹ ۵۴۴۳"],
    ["iran_mobile", "+989123456789", "09123456789", "۰۹۱۲۳۴۵۶۷۸۹"],
    ["national_code", "049-937089-9", "0499370899", "۰۴۹۹۳۷۰۸۹۹"],
    ["rial_amount", "12,5", "12,5", "12,5"],
    ["email", "A@example.ir ", "A@example.ir ", "A@example.ir "],
    ["text", "12 ", "12 ", "12 "],
  ] as const)("of a %s with «%s» is tidied when it is left", (kind, text, english, persian) => {
    expect(tidyTemplateValue(kind, text, "en")).toBe(english);
    expect(tidyTemplateValue(kind, text, "fa")).toBe(persian);
    for (const locale of locales) {
      const tidy = tidyTemplateValue(kind, text, locale);
      expect(tidyTemplateValue(kind, tidy, locale)).toBe(tidy);
      expect(checkTemplateValue(required(kind), tidy)).toEqual(
        checkTemplateValue(required(kind), text),
      );
      expect(tidy.length).toBeLessThanOrEqual(inputHintsOf(kind).maxLength);
    }
  });

  test("of every kind has its keyboard and its direction", () => {
    expect(inputHintsOf("national_code")).toMatchObject({ inputMode: "numeric", dir: "ltr" });
    expect(inputHintsOf("iran_mobile").inputMode).toBe("tel");
    expect(inputHintsOf("amount_words")).toMatchObject({ inputMode: "text", dir: "rtl" });
    for (const name of formatNames) {
      const { maxLength } = inputHintsOf(name);
      expect(maxLength).toBeGreaterThan(0);
      expect(maxLength).toBeLessThanOrEqual(longestValue);
      expect(Object.keys(formats)).toContain(name);
    }
  });
});
