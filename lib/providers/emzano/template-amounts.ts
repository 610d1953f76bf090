import { foldForSearch } from "@/lib/recipients/fold-for-search";
import type { TemplateField } from "@/lib/vocabulary/template";

/** What tells the two fields of one amount apart in their names, folded for search. */
const tellingParts = new Set(
  "text number num words word letters letter figures figure digits digit in to as by horuf horoof hroof horof harf adad raqam حروف حرف عدد رقم به با".split(
    " ",
  ),
);

/** `rent-in-words`, `rentText` and `rent` are about the same. */
const stemOf = (name: string): string =>
  foldForSearch(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "" && !tellingParts.has(part))
    .join(" ");

/**
 * Guesses, for every amount in words, which field of its group has it in figures: the one of the same
 * name, else the nearest before it. A person can say otherwise.
 */
export function pairAmounts(fields: readonly TemplateField[]): TemplateField[] {
  const stems = fields.map(({ name }) => stemOf(name));
  return fields.map((field, at) => {
    if (field.kind !== "amount_words") return field;
    const inFigures = [...fields.keys()].filter(
      (one) => fields[one]?.kind === "rial_amount" && fields[one].group === field.group,
    );
    const before = inFigures.filter((one) => one < at).toReversed();
    const namesake = [...before, ...inFigures].find((one) => stems[one] === stems[at]);
    const found = (stems[at] ? namesake : undefined) ?? before[0];
    return { ...field, amountOf: found === undefined ? null : (fields[found]?.name ?? null) };
  });
}
