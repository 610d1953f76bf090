import { isOneDigitRepeated, readFixedDigits } from "../fixed-digits";
import type { Verdict } from "../verdict";
import { awaitMore, refuse } from "../verdict";

const length = 10;
/** Codes begin with up to two zeros, and spreadsheets drop them. */
const mostZerosLost = 2;

/**
 * The national code of a person («کد ملی»): 10 digits, the last of which checks the others. The place
 * in its first three is not looked up: new ones appear. A code without its first zeros is refused,
 * not mended; the refusal names the whole one as `padded`.
 */
export function readNationalCode(text: string): Verdict {
  const verdict = readFixedDigits("national_code", length, text);
  if (verdict.ok) {
    if (isOneDigitRepeated(verdict.value)) return refuse("national_code_repeated");
    return isChecked(verdict.value) ? verdict : refuse("national_code_wrong");
  }
  const count = Number(verdict.values.count);
  if (verdict.problem !== "national_code_short" || count < length - mostZerosLost) return verdict;
  const padded = readNationalCode("0".repeat(length - count) + text);
  return padded.ok ? awaitMore("national_code_zeros", { count, padded: padded.value }) : verdict;
}

/** Weights 10 to 2 over the first nine digits, modulo 11. */
function isChecked(code: string): boolean {
  const digits = [...code].map(Number);
  const sum = digits.slice(0, -1).reduce((total, digit, at) => total + digit * (length - at), 0);
  const rest = sum % 11;
  return digits.at(-1) === (rest < 2 ? rest : 11 - rest);
}
