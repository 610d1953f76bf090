import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLocalDigits } from "@/lib/i18n/digits";
import { readBankCard } from "./bank-card";
import { readNationalCode } from "./national-code";
import { readOrganisationId } from "./organisation-id";
import { readPostalCode } from "./postal-code";
import { readSheba } from "./sheba";

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const problemOf = (verdict: ReturnType<typeof readSheba>) =>
  verdict.ok ? "none" : verdict.problem;

describe("a national code", () => {
  const valid =
    "0499370899 0790419904 0084575948 0963695398 0684159414 0067749828 0650451252 1583250689 4032152314 0076229645 4271467685 0200203241 1234567891 0123456789 0010000011 1270000020 4990000031";

  test.each(valid.split(" "))("%s is right, on a Latin and on a Persian keyboard", (code) => {
    expect(readNationalCode(code)).toEqual({ ok: true, value: code });
    expect(readNationalCode(toLocalDigits(code, "fa"))).toEqual({ ok: true, value: code });
    const [first, middle, last] = [code.slice(0, 3), code.slice(3, 9), code.slice(9)];
    expect(readNationalCode(` ${first}-${middle}\u200f-${last} `)).toEqual({
      ok: true,
      value: code,
    });
  });

  test.each([
    ["0684159415", "national_code_wrong", {}],
    ["0000000000", "national_code_repeated", {}],
    ["۱۱۱۱۱۱۱۱۱۱", "national_code_repeated", {}],
    ["00499370899", "national_code_long", { count: 11 }],
    ["04993708x9", "national_code_characters", { character: "x" }],
    ["0499370💳99", "national_code_characters", { character: "💳" }],
    ["049937089", "national_code_short", { count: 9 }],
    ["", "empty", {}],
    [" \u200f ", "empty", {}],
  ])("%j is refused as %s", (text, problem, values) => {
    expect(readNationalCode(text)).toMatchObject({ ok: false, problem, values });
  });

  test.each([
    ["499370899", { count: 9, padded: "0499370899" }],
    ["84575948", { count: 8, padded: "0084575948" }],
  ])("%s is not padded by itself: the whole one is offered", (text, values) => {
    const problem = "national_code_zeros";
    expect(readNationalCode(text)).toMatchObject({
      ok: false,
      problem,
      values,
      isUnfinished: true,
    });
  });

  test("the last digit is the one that the published rule gives, and no other", () => {
    fc.assert(
      fc.property(digits(10), (code) => {
        fc.pre(new Set(code).size > 1);
        const sum = [2, 3, 4, 5, 6, 7, 8, 9, 10].reduce(
          (total, weight) => total + weight * Number(code.at(-weight)),
          0,
        );
        const last = Number(code.at(-1));
        const isRight = (sum + last) % 11 === 0 || (sum % 11 === 1 && last === 1);
        expect(problemOf(readNationalCode(code))).toBe(isRight ? "none" : "national_code_wrong");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the national id of an organisation", () => {
  // Printed by companies on their own pages; the first stands in the public description of the rule.
  const printed =
    "10380284790 14004924286 14008550662 14010013177 14009694200 10260014510 10102631409 14011745191 14007321788 10101294811 10320351200";

  test.each(printed.split(" "))("%s is right", (id) => {
    expect(readOrganisationId(id)).toEqual({ ok: true, value: id });
    expect(readOrganisationId(toLocalDigits(id, "fa"))).toEqual({ ok: true, value: id });
  });

  test.each([
    ["10380284792", "organisation_id_wrong"],
    ["10380285692", "organisation_id_wrong"],
    ["09748208301", "organisation_id_wrong"],
    ["33333333333", "organisation_id_repeated"],
    ["0499370899", "organisation_id_short"],
    ["103802847900", "organisation_id_long"],
    ["1038028479A", "organisation_id_characters"],
  ])("%s is refused as %s", (text, problem) => {
    expect(readOrganisationId(text)).toMatchObject({ ok: false, problem });
  });

  test("ten digits have exactly one check digit", () => {
    fc.assert(
      fc.property(digits(10), (start) => {
        fc.pre(new Set(start).size > 1);
        const right = [..."0123456789"].filter((last) => readOrganisationId(start + last).ok);
        expect(right).toHaveLength(1);
      }),
    );
  });
});

describe("a SHEBA number", () => {
  const valid =
    "IR820540102680020817909002 IR550570022080013447370101 IR790610000000700796858044 IR062960000000100324200001 IR060170000000000000000000 IR430120000000000000000001";

  test.each(valid.split(" "))("%s is right, however it is set", (sheba) => {
    const verdict = { ok: true, value: sheba };
    expect(readSheba(sheba)).toEqual(verdict);
    expect(readSheba(sheba.slice(2))).toEqual(verdict);
    expect(readSheba(sheba.toLowerCase().replace(/.{4}/g, "$& "))).toEqual(verdict);
    expect(readSheba(toLocalDigits(sheba.replace(/.{4}/g, "$&-"), "fa"))).toEqual(verdict);
  });

  test.each([
    ["IR062960000000100324200000", "sheba_wrong", {}],
    ["IR01234567890123456789", "sheba_short", { count: 20 }],
    ["IR", "sheba_short", { count: 0 }],
    ["IR0629600000001003242000010", "sheba_long", { count: 25 }],
    ["DE89370400440532013000", "sheba_start", { start: "DE" }],
    ["I82054010", "sheba_start", { start: "I" }],
    ["IRO62960000000100324200001", "sheba_characters", { character: "O" }],
    ["", "empty", {}],
  ])("%s is refused as %s", (text, problem, values) => {
    expect(readSheba(text)).toMatchObject({ ok: false, problem, values });
  });

  test("the check is ISO 13616's: one modulo 97, and check digits from 02 to 98", () => {
    fc.assert(
      fc.property(digits(22), fc.integer({ min: 0, max: 99 }), (account, number) => {
        const check = String(number).padStart(2, "0");
        const isRight =
          BigInt(`${account}1827${check}`) % 97n === 1n && number >= 2 && number <= 98;
        expect(readSheba(`IR${check}${account}`).ok).toBe(isRight);
      }),
      { numRuns: 5_000 },
    );
  });

  test("one wrong digit is always found", () => {
    fc.assert(
      fc.property(digits(22), fc.nat(23), fc.integer({ min: 1, max: 9 }), (account, at, by) => {
        const check = String(98n - (BigInt(`${account}182700`) % 97n)).padStart(2, "0");
        const right = check + account;
        expect(readSheba(right)).toEqual({ ok: true, value: `IR${right}` });
        expect(problemOf(readSheba(changeDigit(right, at, by)))).toBe("sheba_wrong");
      }),
    );
  });
});

describe("a card number", () => {
  const valid = "6219861034529007 6037701689095443 5022291070873466 6037991199500590";

  test.each(valid.split(" "))("%s is right, however it is set", (card) => {
    expect(readBankCard(card)).toEqual({ ok: true, value: card });
    const grouped = toLocalDigits(card.replace(/.{4}/g, "$&\u00a0"), "fa");
    expect(readBankCard(grouped)).toEqual({ ok: true, value: card });
  });

  test.each([
    ["6219861034529008", "bank_card_wrong"],
    ["0000000000000000", "bank_card_repeated"],
    ["621986103452900", "bank_card_short"],
    ["6219861034529007999", "bank_card_long"],
    ["6219-8610-****-9007", "bank_card_characters"],
  ])("%s is refused as %s", (text, problem) => {
    expect(readBankCard(text)).toMatchObject({ ok: false, problem });
  });

  test("one wrong digit is always found", () => {
    const anyValid = fc.constantFrom(...valid.split(" "));
    fc.assert(
      fc.property(anyValid, fc.nat(15), fc.integer({ min: 1, max: 9 }), (card, at, by) => {
        expect(problemOf(readBankCard(changeDigit(card, at, by)))).toBe("bank_card_wrong");
      }),
    );
  });
});

test.each([
  ["1969714341", { ok: true, value: "1969714341" }],
  ["۱۹۶۹۷-۱۴۳۴۱", { ok: true, value: "1969714341" }],
  ["196971434", { problem: "iran_postal_code_short", values: { count: 9 } }],
  ["19697143411", { problem: "iran_postal_code_long", values: { count: 11 } }],
  ["19697l4341", { problem: "iran_postal_code_characters", values: { character: "l" } }],
  ["1111111111", { problem: "iran_postal_code_repeated" }],
])("the postal code %s is read as it should be", (text, verdict) => {
  expect(readPostalCode(text)).toMatchObject(verdict);
});

function changeDigit(text: string, at: number, by: number): string {
  const digit = String((Number(text[at]) + by) % 10);
  return text.slice(0, at) + digit + text.slice(at + 1);
}
