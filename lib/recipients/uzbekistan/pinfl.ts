import { readFixedDigits } from "../fixed-digits";
import type { Verdict } from "../verdict";
import { doubt, refuse } from "../verdict";

export const pinflLength = 14;
/** Over the first thirteen digits, again and again, as in machine-readable documents (ICAO 9303). */
const weights = [7, 3, 1];

/**
 * The personal number in Uzbekistan (PINFL, JSHSHIR): 14 digits. The first says century and sex, six
 * are the date of birth, DDMMYY, the last one checks the others. No official text was read, only
 * public code: so a wrong check digit is a doubt and keeps nobody out.
 */
export function readPinfl(text: string): Verdict {
  const verdict = readFixedDigits("pinfl", pinflLength, text);
  if (!verdict.ok) return verdict;
  const { value } = verdict;
  if (!/^[1-6]/.test(value)) return refuse("pinfl_century", { digit: value.slice(0, 1) });
  if (!hasBirthDate(value)) return refuse("pinfl_date", { digits: value.slice(1, 7) });
  return isChecked(value) ? verdict : doubt(value, "pinfl_check_digit");
}

/** 1 and 2 are the 1800s, 3 and 4 the 1900s, 5 and 6 the 2000s. */
function hasBirthDate(pinfl: string): boolean {
  const [day, month, year] = [1, 3, 5].map((at) => Number(pinfl.slice(at, at + 2)));
  const century = 17 + Math.ceil(Number(pinfl[0]) / 2);
  const date = new Date(Date.UTC(century * 100 + Number(year), Number(month) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

function isChecked(pinfl: string): boolean {
  const sum = [...pinfl.slice(0, -1)].reduce(
    (total, digit, at) => total + Number(digit) * Number(weights[at % weights.length]),
    0,
  );
  return Number(pinfl.at(-1)) === sum % 10;
}
