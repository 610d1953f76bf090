import { readFixedDigits } from "../fixed-digits";
import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { awaitMore, refuse } from "../verdict";
import { pinflLength, readPinfl } from "./pinfl";

const length = 9;

/**
 * The taxpayer's number in Uzbekistan (INN, STIR): 9 digits, of which the first is 2 to 9. How its
 * last digit is made is not published, so it is not checked.
 */
export function readInn(text: string): Verdict {
  const verdict = readFixedDigits("inn", length, text);
  const [digit = ""] = /^[01]/.exec(withoutSeparators(text)) ?? [];
  return digit && (verdict.ok || verdict.isUnfinished) ? refuse("inn_start", { digit }) : verdict;
}

/** A person's PINFL, or the INN of the organisation that the person signs for; the length tells. */
export function readPinflOrInn(text: string): Verdict {
  const digits = withoutSeparators(text);
  const count = digits.length;
  if (!/^\d+$/.test(digits) || count >= pinflLength) return readPinfl(text);
  const inn = readInn(text);
  return inn.ok ? inn : awaitMore("pinfl_or_inn_short", { count });
}
