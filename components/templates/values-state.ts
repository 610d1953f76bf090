import type { TemplateValue } from "@/lib/envelopes/schema";
import { proposeAmountWords } from "@/lib/recipients/template-values";
import type { TemplateField } from "@/lib/vocabulary/template";

/** How an amount is written out: named in rials, in tomans, or without the unit. */
export const amountUnits = ["rial", "toman", "bare"] as const;
export type AmountUnit = (typeof amountUnits)[number];

type Place = Pick<TemplateField, "group" | "name">;

export const isSamePlace = (one: Place, other: Place): boolean =>
  one.group === other.group && one.name === other.name;

export const textOf = (values: readonly TemplateValue[], place: Place): string =>
  values.find((one) => isSamePlace(one, place))?.value ?? "";

const setText = (
  values: readonly TemplateValue[],
  { group, name }: Place,
  value: string,
): TemplateValue[] => [
  ...values.filter((one) => !isSamePlace(one, { group, name })),
  { group, name, value },
];

export const writeOut = (figures: string, unit: AmountUnit): string | null =>
  proposeAmountWords(figures, unit === "bare" ? undefined : unit);

/** How words that were made from these figures name their unit; undefined for a person's own words. */
export const unitOf = (words: string, figures: string): AmountUnit | undefined =>
  amountUnits.find((unit) => writeOut(figures, unit) === words.trim());

/**
 * A field with a new text. Amounts in words that were made from its figures are made again, and
 * empty ones are filled; what a person wrote themselves stays.
 */
export function changeValue(
  values: readonly TemplateValue[],
  fields: readonly TemplateField[],
  place: Place,
  text: string,
): TemplateValue[] {
  const before = textOf(values, place);
  let next = setText(values, place, text);
  for (const field of fields) {
    if (field.amountOf !== place.name || field.group !== place.group) continue;
    const words = textOf(values, field);
    const unit = words.trim() === "" ? "rial" : unitOf(words, before);
    if (unit !== undefined) next = setText(next, field, writeOut(text, unit) ?? "");
  }
  return next;
}
