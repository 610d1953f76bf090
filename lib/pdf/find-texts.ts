import { foldForSearch } from "@/lib/recipients/fold-for-search";
import type { LoadedPdf } from "./load-pdf";
import { listPages } from "./load-pdf";
import { readPageText } from "./read-page-text";

/**
 * Which of these texts do not stand on any page; undefined when no text can be read at all. Word by
 * word and without marks between letters, because a file keeps lines from left to right, breaks
 * them where it likes and groups digits as it likes.
 */
export function findMissingTexts(
  file: LoadedPdf,
  texts: readonly string[],
): readonly string[] | undefined {
  const letters = toLetters(
    listPages(file)
      .map((_, index) => readPageText(file, index)?.text ?? "")
      .join(" "),
  );
  if (letters === "") return undefined;
  const turned = [...letters].reverse().join("");
  const stands = (word: string): boolean => letters.includes(word) || turned.includes(word);
  return texts.filter((text) => !foldForSearch(text).split(" ").map(toLetters).every(stands));
}

const toLetters = (text: string): string => foldForSearch(text).replaceAll(/[^\p{L}\p{N}]/gu, "");
