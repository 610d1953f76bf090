import { isOneDigitRepeated, readFixedDigits } from "../fixed-digits";
import type { Verdict } from "../verdict";
import { refuse } from "../verdict";

const length = 11;
const weights = [29, 27, 23, 19, 17];

/**
 * The national id of a legal person («شناسه ملی»): 11 digits, the last of which checks the others.
 * The rule is the one in public use; no official text was read, but ten ids that companies print on
 * their own pages agree with it.
 */
export function readOrganisationId(text: string): Verdict {
  const verdict = readFixedDigits("organisation_id", length, text);
  if (!verdict.ok) return verdict;
  if (isOneDigitRepeated(verdict.value)) return refuse("organisation_id_repeated");
  return isChecked(verdict.value) ? verdict : refuse("organisation_id_wrong");
}

/** The tenth digit plus two is added to each digit before it is weighed; modulo 11, ten is zero. */
function isChecked(id: string): boolean {
  const digits = [...id].map(Number);
  const added = Number(id[9]) + 2;
  const sum = digits
    .slice(0, -1)
    .reduce((total, digit, at) => total + (digit + added) * Number(weights[at % 5]), 0);
  return digits.at(-1) === (sum % 11) % 10;
}
