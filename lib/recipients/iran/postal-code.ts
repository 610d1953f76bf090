import { isOneDigitRepeated, readFixedDigits } from "../fixed-digits";
import type { Verdict } from "../verdict";
import { refuse } from "../verdict";

/**
 * A postal code of Iran («کد پستی»): 10 digits. It has no check digit; the patterns in circulation
 * that forbid single digits in single places name no source, so they refuse nobody here.
 */
export function readPostalCode(text: string): Verdict {
  const verdict = readFixedDigits("iran_postal_code", 10, text);
  if (verdict.ok && isOneDigitRepeated(verdict.value)) return refuse("iran_postal_code_repeated");
  return verdict;
}
