import { toLatinDigits } from "@/lib/i18n/digits";

const letters: readonly (readonly [RegExp, string])[] = [
  // Arabic and Persian keyboards write the same letter with different code points.
  [/[يىئ]/g, "ی"],
  [/ك/g, "ک"],
  [/[ةۀ]/g, "ه"],
  [/[أإآٱ]/g, "ا"],
  [/ؤ/g, "و"],
  // Within an Indic word a joiner only says how its letters are drawn.
  [/(?<=[\u0900-\u0dff])[\u200c\u200d]/g, ""],
  // Zero-width joiners and the tatweel carry no meaning for a search.
  [/[\u200b-\u200f\u0640\ufeff]/g, " "],
  // Uzbek apostrophes: oʻ, gʻ, o', o‘ …
  [/[ʻʼ‘’`´]/g, "'"],
];

function fold(text: string, marks: readonly (readonly [RegExp, string])[]): string {
  const plain = toLatinDigits(text).normalize("NFKC").toLocaleLowerCase("en");
  const alike = letters.reduce((result, [from, to]) => result.replace(from, to), plain);
  return marks
    .reduce((result, [from, to]) => result.replace(from, to), alike.normalize("NFD"))
    .replace(/\s+/g, " ")
    .trim();
}

/** Makes text comparable however it was typed: case, digits, marks, keyboards. */
export const foldForSearch = (text: string): string => fold(text, [[/\p{M}/gu, ""]]);

/** The same, but signs that are a vowel or join two letters, as in Hindi, stay: without them राम is रमा. */
export const foldWithVowels = (text: string): string =>
  fold(text, [
    // A dot below is typed or not: क़ and क.
    [/[\u093c\u09bc\u0a3c\u0abc\u0b3c]/g, ""],
    // A nasal before another consonant is written in two ways: हिन्दी and हिंदी, and चाँद as चांद.
    [/[ङञणनम]\u094d(?=[क-ह])/g, "ं"],
    [/ँ/g, "ं"],
    [/(?![\u0900-\u0dff])\p{M}/gu, ""],
  ]);
