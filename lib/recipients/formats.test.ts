import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import { toLocalDigits } from "@/lib/i18n/digits";
import type { Locale } from "@/lib/i18n/locales";
import { locales } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { FormatName } from "./formats";
import { formats } from "./formats";
import { compareAmount } from "./iran/amount-words";
import { formatInput } from "./schema";
import type { FormatProblem, Verdict } from "./verdict";
import { formatProblems } from "./verdict";

/** Right values as people type them, in every form that is taken. */
const typed: Readonly<Record<FormatName, readonly string[]>> = {
  aadhaar_last_four: ["2346", "00 12"],
  bank_card: ["6219861034529007", "6037 7016 8909 5443"],
  birth_year: ["1987", "2004"],
  email: ["ali.rezaei+office@example.co.ir"],
  english_text: ["12. Valiasr Street", "Ali Rezaei"],
  indian_mobile: [
    "9876543210",
    "09876543210",
    "+91 (0)98765-43210",
    "0091 6000000000",
    "919876543210",
  ],
  inn: ["201123456", "305 109 680"],
  iran_mobile: [
    ...["09123456789", "+989123456789", "00989123456789", "989123456789", "9123456789"],
    "+98 (0)912-345-6789",
  ],
  iran_postal_code: ["1969714341", "19697-14341"],
  jalali_date: ["1405/01/01", "1405-1-31", "14051229", "31/6/1405", "1403.12.30"],
  national_code: ["0499370899", "049-937089-9"],
  number: ["0012", "12,500,000", "12.75", "۱۲٫۷۵"],
  organisation_id: ["10380284790"],
  persian_text: ["۱۲. خیابان ولی‌عصر", "علی رضایی"],
  pinfl: ["30101900010018", "4-311299-026-123-3"],
  pinfl_or_inn: ["50101050010018", "201123456"],
  rial_amount: ["0", "125,000,000", "۱۲۵٬۰۰۰٬۰۰۰ ریال", "12 500 000 toman"],
  sheba: [
    "IR820540102680020817909002",
    "ir82 0540 1026 8002 0817 9090 02",
    "820540102680020817909002",
  ],
  toman_amount: ["12,500,000", "12500000 تومان"],
  uzbek_phone: ["901234567", "+998 (20) 123-45-67", "00998901234567", "998901234567", "998901234"],
  web_address: ["https://example.com/a?b=c", "http://portal.example.ir:8080"],
  whole_number: ["0", "12", "2147483647"],
};
const names = Object.keys(formats) as FormatName[];
const cases = names.flatMap((name) => typed[name].map((text) => [name, text] as const));

/** What is only doubted, as if it were refused. */
const doubtOf = (verdict: Verdict): Verdict => ({
  ok: false,
  isUnfinished: false,
  problem: "empty",
  values: {},
  ...(verdict.ok && verdict.doubt),
});

/** For every problem, what somebody typed. */
const refused: Readonly<Record<FormatProblem, Verdict>> = {
  empty: formats.national_code(" "),
  national_code_characters: formats.national_code("04993708x9"),
  national_code_short: formats.national_code("04993"),
  national_code_zeros: formats.national_code("84575948"),
  national_code_long: formats.national_code("00499370899"),
  national_code_repeated: formats.national_code("1111111111"),
  national_code_wrong: formats.national_code("0684159415"),
  organisation_id_characters: formats.organisation_id("1038028479A"),
  organisation_id_short: formats.organisation_id("0499370899"),
  organisation_id_long: formats.organisation_id("103802847900"),
  organisation_id_repeated: formats.organisation_id("33333333333"),
  organisation_id_wrong: formats.organisation_id("10380284792"),
  iran_mobile_characters: formats.iran_mobile("0912 ali"),
  iran_mobile_start: formats.iran_mobile("2188776655"),
  iran_mobile_landline: formats.iran_mobile("02188776655"),
  iran_mobile_foreign: formats.iran_mobile("+998901234567"),
  iran_mobile_short: formats.iran_mobile("0912345678"),
  iran_mobile_long: formats.iran_mobile("0912345678900"),
  iran_postal_code_characters: formats.iran_postal_code("19697l"),
  iran_postal_code_short: formats.iran_postal_code("19697"),
  iran_postal_code_long: formats.iran_postal_code("19697143411"),
  iran_postal_code_repeated: formats.iran_postal_code("1111111111"),
  pinfl_characters: formats.pinfl("3010190001001x"),
  pinfl_short: formats.pinfl("3010190001001"),
  pinfl_long: formats.pinfl("301019000100180"),
  pinfl_century: formats.pinfl("70101900010018"),
  pinfl_date: formats.pinfl("63002040170020"),
  pinfl_check_digit: doubtOf(formats.pinfl("30101900010019")),
  inn_characters: formats.inn("20112345x"),
  inn_short: formats.inn("20112345"),
  inn_long: formats.inn("2011234567"),
  inn_start: formats.inn("123456789"),
  pinfl_or_inn_short: formats.pinfl_or_inn("5010105001"),
  uzbek_phone_characters: formats.uzbek_phone("90 123 ab"),
  uzbek_phone_start: formats.uzbek_phone("412345678"),
  uzbek_phone_foreign: formats.uzbek_phone("+989121234567"),
  uzbek_phone_short: formats.uzbek_phone("90123"),
  uzbek_phone_long: formats.uzbek_phone("8901234567"),
  uzbek_phone_fixed: doubtOf(formats.uzbek_phone("711234567")),
  aadhaar_last_four_characters: formats.aadhaar_last_four("23x6"),
  aadhaar_last_four_short: formats.aadhaar_last_four("234"),
  aadhaar_last_four_long: formats.aadhaar_last_four("123456789012"),
  aadhaar_last_four_whole: formats.aadhaar_last_four("2341 2341 2346"),
  birth_year_characters: formats.birth_year("19x7"),
  birth_year_short: formats.birth_year("198"),
  birth_year_range: formats.birth_year("1365"),
  birth_year_future: formats.birth_year("2099"),
  indian_mobile_characters: formats.indian_mobile("98 ab"),
  indian_mobile_start: formats.indian_mobile("1234567890"),
  indian_mobile_foreign: formats.indian_mobile("+998901234567"),
  indian_mobile_short: formats.indian_mobile("987654321"),
  indian_mobile_long: formats.indian_mobile("98765432101"),
  whole_number_characters: formats.whole_number("12.5"),
  whole_number_large: formats.whole_number("2147483648"),
  sheba_start: formats.sheba("DE89370400440532013000"),
  sheba_characters: formats.sheba("IRO6"),
  sheba_short: formats.sheba("IR06"),
  sheba_long: formats.sheba("IR0629600000001003242000010"),
  sheba_wrong: formats.sheba("IR062960000000100324200000"),
  bank_card_characters: formats.bank_card("6219-8610-****-9007"),
  bank_card_short: formats.bank_card("62198610"),
  bank_card_long: formats.bank_card("6219861034529007999"),
  bank_card_repeated: formats.bank_card("0000000000000000"),
  bank_card_wrong: formats.bank_card("6219861034529008"),
  jalali_date_characters: formats.jalali_date("۱ فروردین ۱۴۰۵"),
  jalali_date_incomplete: formats.jalali_date("1404/05"),
  jalali_date_shape: formats.jalali_date("1404/5/21/1"),
  jalali_date_year: formats.jalali_date("04/05/21"),
  jalali_date_year_range: formats.jalali_date("1199/1/1"),
  jalali_date_gregorian: formats.jalali_date("2026-03-21"),
  jalali_date_month: formats.jalali_date("1404/13/1"),
  jalali_date_day: formats.jalali_date("1404/7/31"),
  jalali_date_esfand: formats.jalali_date("1404/12/30"),
  amount_characters: formats.rial_amount("12 دلار"),
  amount_fraction: formats.rial_amount("12.5"),
  amount_grouping: formats.rial_amount("12,5000"),
  amount_negative: formats.rial_amount("-5"),
  amount_large: formats.toman_amount("999999999999999999"),
  amount_words_unread: compareAmount("دوازده دلار", "12", "rial"),
  amount_words_differ: compareAmount("نهصد کوادریلیون", "123456789012345678", "rial"),
  amount_words_tenfold: compareAmount("دوازده هزار تومان", "12000", "rial"),
  number_characters: formats.number("12a"),
  number_grouping: formats.number("12,5000"),
  number_mark: formats.number("1.2.3"),
  persian_text_latin: formats.persian_text("کوچه B"),
  persian_text_letters: formats.persian_text("۱۲"),
  english_text_persian: formats.english_text("Street ولی"),
  english_text_letters: formats.english_text("۱۲"),
  email_invalid: formats.email("ali@"),
  web_address_invalid: formats.web_address("http:example.com"),
};

test.each(cases)("whoever types a right %s, %s, is never interrupted", (name, text) => {
  const isInLatinOnly = name === "email" || name === "web_address";
  for (const written of isInLatinOnly ? [text] : [text, toLocalDigits(text, "fa")]) {
    for (let length = 0; length < written.length; length++) {
      const verdict = formats[name](written.slice(0, length));
      expect(verdict.ok || verdict.isUnfinished, written.slice(0, length)).toBe(true);
    }
    expect(formats[name](written).ok).toBe(true);
    expect(formats[name](`\u200f ${written}\u00a0`)).toEqual(formats[name](written));
  }
});

// A date is kept in another calendar, tomans are kept in rials.
const keptAsTyped = names.filter((name) => name !== "jalali_date" && name !== "toman_amount");

test.each(keptAsTyped)("what is kept of a %s is right itself, and stays as it is", (name) => {
  for (const text of typed[name]) {
    const verdict = formats[name](text);
    expect(verdict.ok && formats[name](verdict.value)).toEqual(verdict);
  }
});

test("a text keeps its spelling and loses what cannot be seen", () => {
  const value = "علي رضایی‌نژاد، پلاک ۱۲";
  expect(formats.persian_text(` \u202bعلي\u00a0رضایی‌نژاد، پلاک ۱۲\u202c`)).toEqual({
    ok: true,
    value,
  });
});

test("whatever is typed gets a verdict", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.stringMatching(/^[0-9۰-۹ ,./+-]{0,30}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), anyText, (name, text) => {
      const verdict = formats[name](text);
      if (!verdict.ok) expect(formatProblems).toContain(verdict.problem);
    }),
    { numRuns: 5_000 },
  );
});

describe.each(locales)("in %s", (locale) => {
  test.each(Object.entries(refused))("%s is said in a whole sentence", (problem, verdict) => {
    expect(verdict).toMatchObject({ ok: false, problem });
    const sentence = sentenceOf(verdict, locale);
    expect(sentence).toMatch(/^[^{}]+\.$/);
  });
});

test.each([
  [
    "national_code_short",
    "A national code has 10 digits; this one has 5.",
    "کد ملی ۱۰ رقم دارد، اما این یکی ۵ رقم دارد.",
  ],
  ["amount_words_differ", "123,456,789,012,345,678", "۱۲۳٬۴۵۶٬۷۸۹٬۰۱۲٬۳۴۵٬۶۷۸"],
  ["iran_mobile_long", "2 too many", "۲ رقم زیاد"],
] as const)("the sentence of %s names what was found", (problem, english, persian) => {
  expect(sentenceOf(refused[problem], "en")).toContain(english);
  expect(sentenceOf(refused[problem], "fa")).toContain(persian);
});

test("a schema says the problem and its values", () => {
  const input = formatInput("sheba");
  expect(input.parse("82 0540 1026 8002 0817 9090 02")).toBe("IR820540102680020817909002");
  expect(input.safeParse("IR06").error?.issues).toMatchObject([
    { message: "sheba_short", params: { count: 2 }, path: [] },
  ]);
});

test.each([
  ["persian_text", "قرارداد ۱۲/الف", true],
  ["persian_text", "قرارداد A", false],
  ["persian_text", "۱۲", false],
  ["english_text", "Contract ۱۲، no. 3", true],
  ["english_text", "Contract الف", false],
  ["number", "0012", true],
  ["number", "12,5", false],
  ["number", "۱۲٫۵", true],
  ["number", ".5", false],
  ["number", "-5", false],
  ["email", "ali@example.com", true],
  ["email", "ali@example", false],
  ["web_address", "https://example.com", true],
  ["web_address", "http:example.com", false],
  ["web_address", "ftp://example.com", false],
  ["web_address", "//example.com", false],
  ["web_address", "javascript:alert(1)", false],
  ["web_address", "https://exa mple.com", false],
] as const)("as %s, «%s» is right: %s", (name, text, isRight) => {
  expect(formats[name](text).ok).toBe(isRight);
});

function sentenceOf(verdict: Verdict, locale: Locale): string {
  if (verdict.ok) return "";
  const t = createTranslator({
    locale,
    messages: messagesFor(locale),
    namespace: "formatProblems",
    onError: (error) => {
      throw error;
    },
  });
  return t(verdict.problem, verdict.values);
}
