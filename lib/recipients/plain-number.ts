import { groupMarks, isLastGroupOpen, ungroupDigits } from "./grouped-digits";
import { toPlainFigures } from "./plain-text";
import type { Verdict } from "./verdict";
import { accept, awaitMore, refuse } from "./verdict";

const stranger = new RegExp(`[^0-9.${groupMarks}]`, "u");

/**
 * A number as text: digits with at most one decimal mark (`.` or `٫`). Zeros at the beginning stay,
 * because numbers of contracts have them.
 */
export function readNumber(text: string): Verdict {
  const plain = toPlainFigures(text).replace(/\u066b/g, ".");
  if (plain === "") return awaitMore("empty");
  const [character] = stranger.exec(plain) ?? [];
  if (character !== undefined) return refuse("number_characters", { character });
  const [whole = "", fraction, ...others] = plain.split(".");
  if (whole === "" || others.length > 0) return refuse("number_mark");
  const digits = ungroupDigits(whole);
  if (digits === undefined) {
    const isOpen = fraction === undefined && isLastGroupOpen(whole);
    return isOpen ? awaitMore("number_grouping") : refuse("number_grouping");
  }
  if (fraction === undefined) return accept(digits);
  if (fraction === "") return awaitMore("number_mark");
  return /^\d+$/.test(fraction) ? accept(`${digits}.${fraction}`) : refuse("number_mark");
}
