import { toLocalDigits } from "@/lib/i18n/digits";
import type { FormatName } from "./formats";
import { formats } from "./formats";
import { groupDigits } from "./grouped-digits";
import type { MoneyUnit } from "./iran/amount";
import { amountInWords, compareAmount } from "./iran/amount-words";
import { toDialledMobile } from "./iran/mobile";
import { toPlainText } from "./plain-text";
import { readPersianText } from "./scripts";
import type { Reader, Refusal, Verdict } from "./verdict";
import { accept, awaitMore } from "./verdict";

/** What a value of a template may be. */
type ValueKind = "text" | "amount_words" | FormatName;
type ValueField = { readonly kind: ValueKind; readonly isRequired: boolean };

/** Characters of one value. No provider says its own limit. */
export const longestValue = 2_000;

const readText: Reader = (text) => {
  const plain = toPlainText(text);
  return plain === "" ? awaitMore("empty") : accept(plain);
};

const readerOf = (kind: ValueKind): Reader => {
  if (kind === "text") return readText;
  return kind === "amount_words" ? readPersianText : formats[kind];
};

/** The value as it is kept and sent; `""` for an optional field that was left empty. */
export function checkTemplateValue({ kind, isRequired }: ValueField, text: string): Verdict {
  const verdict = readerOf(kind)(text);
  const isLeftEmpty = !verdict.ok && verdict.problem === "empty" && !isRequired;
  return isLeftEmpty ? accept("") : verdict;
}

/**
 * What is to be said, without stopping anybody, when an amount in words is not the amount in figures
 * beside it. Words without a unit mean rials, as the figures do.
 * @param figures as typed in the field that `amountOf` names
 */
export function warnOfAmountWords(words: string, figures: string): Refusal | null {
  const amount = formats.rial_amount(figures);
  if (!amount.ok || toPlainText(words) === "") return null;
  const verdict = compareAmount(words, amount.value, "rial");
  return verdict.ok ? null : verdict;
}

/**
 * The words for an amount in figures, in rials or in tomans; null while the figures are none.
 * @param figures as typed, in rials
 * @param unit left out where the template's own text names it
 */
export function proposeAmountWords(figures: string, unit?: MoneyUnit): string | null {
  const amount = formats.rial_amount(figures);
  return amount.ok ? amountInWords(BigInt(amount.value), unit) : null;
}

export type InputHints = {
  readonly inputMode: "text" | "numeric" | "decimal" | "tel" | "email" | "url";
  readonly dir: "ltr" | "rtl" | "auto";
  /** `off` where the browser would offer what belongs to the person who fills in, not to the deal. */
  readonly autoComplete: "off";
  /** Generous: spaces and marks between digits count too. */
  readonly maxLength: number;
};

const hints = (inputMode: InputHints["inputMode"], maxLength: number): InputHints => ({
  inputMode,
  dir: "ltr",
  autoComplete: "off",
  maxLength,
});
const ofText = { ...hints("text", longestValue), dir: "auto" } as const;
const ofPersian = { ...ofText, dir: "rtl" } as const;
const ofAmount = hints("numeric", 40);

const hintsByKind: Readonly<Record<ValueKind, InputHints>> = {
  text: ofText,
  amount_words: ofPersian,
  aadhaar_last_four: hints("numeric", 40),
  bank_card: hints("numeric", 40),
  birth_year: hints("numeric", 40),
  email: hints("email", 254),
  english_text: hints("text", longestValue),
  indian_mobile: hints("tel", 40),
  inn: hints("numeric", 40),
  iran_mobile: hints("tel", 40),
  iran_postal_code: hints("numeric", 40),
  jalali_date: hints("numeric", 40),
  national_code: hints("numeric", 40),
  number: hints("decimal", 60),
  organisation_id: hints("numeric", 40),
  persian_text: ofPersian,
  pinfl: hints("numeric", 40),
  pinfl_or_inn: hints("numeric", 40),
  rial_amount: ofAmount,
  // Not "numeric": it begins with two letters.
  sheba: hints("text", 60),
  toman_amount: ofAmount,
  uzbek_phone: hints("tel", 40),
  web_address: hints("url", longestValue),
  whole_number: hints("numeric", 40),
};

/** The keyboard, direction and length of an input. */
export const inputHintsOf = (kind: ValueKind): InputHints => hintsByKind[kind];

const inFours = (value: string): string => value.replace(/(.{4})(?=.)/g, "$1 ");

/** `+998 90 123 45 67` */
const inUzbekGroups = (value: string): string =>
  value.replace(/^(\+998)(..)(...)(..)(..)$/, "$1 $2 $3 $4 $5");

/** How a right value is easiest to read and to compare with paper. */
const masks: Readonly<Partial<Record<ValueKind, (value: string, locale: string) => string>>> = {
  bank_card: inFours,
  iran_mobile: toDialledMobile,
  iran_postal_code: (value) => value,
  inn: (value) => value,
  national_code: (value) => value,
  organisation_id: (value) => value,
  pinfl: (value) => value,
  pinfl_or_inn: (value) => value,
  rial_amount: (value, locale) => groupDigits(BigInt(value), locale),
  sheba: inFours,
  uzbek_phone: inUzbekGroups,
};

/**
 * A typed text in its tidy form, to be shown when the input is left: it means the same, and tidying
 * it again changes nothing. What is wrong, or has no such form, stays as it was typed.
 */
export function tidyTemplateValue(kind: ValueKind, text: string, locale: string): string {
  const mask = masks[kind];
  const verdict = readerOf(kind)(text);
  return mask && verdict.ok ? toLocalDigits(mask(verdict.value, locale), locale) : text;
}
