import { isOneDigitRepeated, readFixedDigits } from "../fixed-digits";
import type { Verdict } from "../verdict";
import { refuse } from "../verdict";

/** The number of a bank card: 16 digits with Luhn's check digit (ISO/IEC 7812-1, annex B). */
export function readBankCard(text: string): Verdict {
  const verdict = readFixedDigits("bank_card", 16, text);
  if (!verdict.ok) return verdict;
  // Sixteen zeros pass Luhn's check.
  if (isOneDigitRepeated(verdict.value)) return refuse("bank_card_repeated");
  return isChecked(verdict.value) ? verdict : refuse("bank_card_wrong");
}

/** Every second digit is doubled, starting with the first because there are 16. */
function isChecked(card: string): boolean {
  const sum = [...card]
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}
