import { toLatinDigits } from "@/lib/i18n/digits";
import { foldWithVowels } from "./fold-for-search";

// Uzbek and Russian Cyrillic as they are written in Latin letters.
const latin: Readonly<Record<string, string>> = {
  ...{ а: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ё: "yo", ж: "j", з: "z", и: "i" },
  ...{ й: "y", к: "k", қ: "q", л: "l", м: "m", н: "n", о: "o", ў: "o", п: "p", р: "r", с: "s" },
  ...{ т: "t", у: "u", ф: "f", х: "x", ҳ: "h", ц: "ts", ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "y" },
  ...{ ь: "", э: "e", ю: "yu", я: "ya" },
};

/** One word however it is spelled: with or without an apostrophe, `Xasanov` and `Khasanov`. */
const respell = (word: string): string =>
  word.replace(/kh/g, "x").replace(/zh/g, "j").replace(/^ye/, "e");

/** The words of a text as the search knows them: folded, in Latin or in their own letters. */
export function toSearchWords(text: string): string[] {
  const inLatin = text
    .normalize("NFC")
    .toLocaleLowerCase("en")
    .replace(/[Ѐ-ӿ]/g, (letter) => latin[letter] ?? letter);
  const plain = foldWithVowels(inLatin).replace(/(?<=\p{L})'/gu, "");
  return plain
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .map(respell);
}

/** Fewer digits of a telephone number find nobody by its end. */
const shortestEnd = 7;

/** A telephone number written backwards, so that its end is found as a beginning. */
const backwards = (digits: string): string => `z${[...digits].reverse().join("")}`;

const digitsOf = (text: string): string => toLatinDigits(text).replace(/\D/g, "");

/** The words by which a telephone number is found: its digits, and its end. */
export function phoneWords(phone: string): string[] {
  const digits = digitsOf(phone);
  return digits.length < shortestEnd ? [] : [digits, backwards(digits)];
}

/** Marks what is the name or address of a person, for the filter by recipient. */
export const toPersonWord = (word: string): string => `p@${word}`;
const fromPersonWord = (word: string): string => word.replace(/^p@/, "");

/** The word that stands for a keyed hash; nothing that somebody types is one. */
export const toHashWord = (hash: string): string => `n@${hash.slice(0, 24)}`;

/** Longer beginnings of a word than these are few enough to be looked through. */
const mostLetters = 10;
const mostDigits = 4;

/** Whether a beginning is in the index as a word of its own. */
export const isKeptBeginning = (beginning: string): boolean => {
  const { length } = [...fromPersonWord(beginning)];
  return length <= (/\p{N}/u.test(beginning) ? mostDigits : mostLetters);
};

/** The word that stands for all words that begin so. */
export const toBeginningWord = (beginning: string): string => `@b${beginning}`;

/** What stands for the beginnings of a word: one that is kept is found like any word, however frequent. */
export const beginningsOf = (word: string): string[] => {
  const start = word.length - fromPersonWord(word).length;
  const letters = [...word.slice(start)];
  return letters
    .slice(0, mostLetters)
    .map((_, index) => word.slice(0, start) + letters.slice(0, index + 1).join(""))
    .filter(isKeptBeginning)
    .map(toBeginningWord);
};

/** A word, or the beginning of one. */
export type SearchTerm = { readonly text: string; readonly isBeginning: boolean };
/** Every group must be found, by any of its terms. */
export type SearchQuery = readonly (readonly SearchTerm[])[];

const isNumber = (text: string): boolean => /^[\d\s()+./-]+$/.test(toLatinDigits(text).trim());

/** A reference code as it is told by telephone, without what stands in its middle. */
const wholeCode = /(?<![\p{L}\p{N}])(?=\S{0,9}\d)(?=\S{0,9}[a-z])[a-z\d]{10}(?![\p{L}\p{N}])/giu;

/**
 * What somebody typed, as groups of terms: the last word may be unfinished, digits may be the end of
 * a telephone number or, as a whole, an identity number.
 * @param hashOf the keyed hash of an identity number in Latin digits
 */
export function toSearchQuery(text: string, hashOf: (digits: string) => string): SearchQuery {
  const digits = digitsOf(text);
  const parted = text.replace(wholeCode, (code) => `${code.slice(0, 5)} ${code.slice(5)}`);
  const words =
    isNumber(text) && digits.length >= shortestEnd ? [digits] : toSearchWords(parted).slice(0, 12);
  return words.map((word, index) => {
    const asWord = { text: word, isBeginning: index === words.length - 1 };
    const isLong = /^\d+$/.test(word) && word.length >= shortestEnd;
    if (!isLong) return [asWord];
    const end = backwards(word.replace(/^0+/, ""));
    return [
      asWord,
      { text: end, isBeginning: true },
      { text: toHashWord(hashOf(word)), isBeginning: false },
    ];
  });
}
