import { toLatinDigits } from "@/lib/i18n/digits";

/** The text without what cannot be seen at its edges or turns its direction; letters stay. */
export function toPlainText(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\u00a0\u202f]/g, " ")
    .trim();
}

/** The same in Latin digits, and without joiners, which mean nothing between figures. */
export const toPlainFigures = (text: string): string =>
  toLatinDigits(toPlainText(text))
    .replace(/\p{Cf}/gu, "")
    .trim();

/** Latin digits; no spaces, dashes, joiners and marks of direction: `049-937089 ۹` -> `0499370899`. */
export function withoutSeparators(text: string): string {
  return toLatinDigits(text).replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, "");
}
