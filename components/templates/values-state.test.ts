import { describe, expect, test } from "vitest";
import type { TemplateField } from "@/lib/vocabulary/template";
import { changeValue, textOf, unitOf } from "./values-state";

const field = (name: string, also: Partial<TemplateField> = {}): TemplateField => ({
  group: "document",
  name,
  label: name,
  kind: "text",
  rawType: "TEXT",
  isRequired: true,
  amountOf: null,
  ...also,
});
const rent = field("rent", { kind: "rial_amount" });
const words = field("words", { kind: "amount_words", amountOf: "rent" });
const fields = [rent, words, field("city")];
const typedAs = (...texts: string[]) =>
  texts.reduce<ReturnType<typeof changeValue>>(
    (values, text) => changeValue(values, fields, rent, text),
    [],
  );

describe("an amount in words", () => {
  test("follows the figures, digit by digit, from Persian digits too", () => {
    expect(textOf(typedAs("1"), words)).toBe("یک ریال");
    expect(textOf(typedAs("1", "۱۲"), words)).toBe("دوازده ریال");
  });

  test("keeps the unit that was chosen", () => {
    const chosen = changeValue(typedAs("120"), fields, words, "دوازده تومان");
    expect(unitOf(textOf(chosen, words), "120")).toBe("toman");
    expect(textOf(changeValue(chosen, fields, rent, "250"), words)).toBe("بیست و پنج تومان");
  });

  test("is emptied with its figures and comes back with them", () => {
    expect(textOf(typedAs("12", ""), words)).toBe("");
    expect(textOf(typedAs("12", "", "13"), words)).toBe("سیزده ریال");
  });

  test("stays when a person wrote it", () => {
    const own = changeValue(typedAs("12"), fields, words, "دوازده ریال تمام");
    expect(textOf(changeValue(own, fields, rent, "13"), words)).toBe("دوازده ریال تمام");
  });

  test("is not touched by other fields", () => {
    const city = fields[2] ?? rent;
    expect(textOf(changeValue(typedAs("12"), fields, city, "تهران"), words)).toBe("دوازده ریال");
  });
});
