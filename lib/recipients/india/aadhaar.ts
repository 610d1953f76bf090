import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";

const length = 4;
const wholeLength = 12;

/**
 * The last four digits of an Aadhaar number. The whole number is never asked for, kept or repeated:
 * no refusal here carries what was typed.
 */
export function readAadhaarLastFour(text: string): Verdict {
  const digits = withoutSeparators(text);
  const count = digits.length;
  if (count === 0) return awaitMore("empty");
  if (/[^0-9]/u.test(digits)) return refuse("aadhaar_last_four_characters");
  if (isWholeAadhaar(digits)) return refuse("aadhaar_last_four_whole");
  if (count > length) return refuse("aadhaar_last_four_long");
  return count < length ? awaitMore("aadhaar_last_four_short", { count }) : accept(digits);
}

/** Twelve digits of which the first is 2 to 9 and the last a Verhoeff check digit. */
export const isWholeAadhaar = (digits: string): boolean =>
  digits.length === wholeLength && /^[2-9]\d+$/.test(digits) && verhoeff(digits) === 0;

const permute = (digit: number, times: number): number => {
  const [first = 0, ...rest] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let moved = digit;
  for (let turn = 0; turn < times; turn++) moved = [first, ...rest][moved] ?? 0;
  return moved;
};

/** The dihedral group of a pentagon: 0 to 4 turn it, 5 to 9 mirror it. */
const combine = (one: number, other: number): number => {
  const turn = one < 5 ? (one + other) % 5 : (one - other + 10) % 5;
  return one < 5 === other < 5 ? turn : turn + 5;
};

/** J. Verhoeff, "Error Detecting Decimal Codes" (1969): 0 for a number with its check digit. */
const verhoeff = (digits: string): number =>
  [...digits]
    .reverse()
    .reduce((sum, digit, index) => combine(sum, permute(Number(digit), index % 8)), 0);
