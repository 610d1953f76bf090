import { toLatinDigits } from "@/lib/i18n/digits";

const letters: readonly (readonly [RegExp, string])[] = [
  // Arabic and Persian keyboards write the same letter with different code points.
  [/[يىئ]/g, "ی"],
  [/ك/g, "ک"],
  [/[ةۀ]/g, "ه"],
  [/[أإآٱ]/g, "ا"],
  [/ؤ/g, "و"],
  // Zero-width joiners and the tatweel carry no meaning for a search.
  [/[\u200b-\u200f\u0640\ufeff]/g, " "],
  // Uzbek apostrophes: oʻ, gʻ, o', o‘ …
  [/[ʻʼ‘’`´]/g, "'"],
];

/** Makes text comparable however it was typed: case, digits, marks, keyboards. */
export function foldForSearch(text: string): string {
  const plain = toLatinDigits(text).normalize("NFKC").toLocaleLowerCase("en");
  return letters
    .reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), plain)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}
