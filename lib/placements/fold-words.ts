import { foldForSearch } from "@/lib/recipients/fold-for-search";

/** Kashidas stretch a word ("امـضا") and stand between its letters; alone in a row they are a line. */
const stretching = /(?<=\p{L})\u0640+(?=\p{L})/gu;
/** Joiners inside Persian words are typed or not, or a space instead. */
const joiners = /[\u200b-\u200f\u061c\u2060\ufeff]/g;
/** Uzbek and old Karakalpak spelling: "o‘", "i'"; typed in many ways, or forgotten. */
const apostrophes = /[ʻʼ‘’`´'′]/g;
/**
 * The Devanagari "r" that is drawn over the letter after it: PDFs hold it behind that letter, as it
 * is drawn, or not at all.
 */
const reph = /\u0930\u094d/g;
const noWord = /[^\p{L}\p{N}]+/gu;

/**
 * Words to compare with: " word word ", one space around each. Letters of Persian and Arabic
 * keyboards, presentation forms of old PDFs, case, marks and punctuation make no difference.
 */
export function foldWords(text: string): string {
  const plain = text
    .normalize("NFKC")
    .replace(stretching, "")
    .replace(joiners, " ")
    .replace(reph, "");
  const folded = foldForSearch(plain.replace(apostrophes, "")).replace(/ı/g, "i");
  return ` ${folded.replace(noWord, " ").trim()} `;
}

/** Old PDFs hold right-to-left text as it is seen, last letter first. */
export const foldBackwards = (text: string): string => [...foldWords(text)].reverse().join("");
