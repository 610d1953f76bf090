import { readFixedDigits } from "../fixed-digits";
import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";

const country = "IR";
/** The same letters as numbers (A is 10), as the check wants them. */
const countryDigits = "1827";

/** A SHEBA number («شبا»), which is Iran's IBAN (ISO 13616): `IR` and 24 digits. `IR` may be missing. */
export function readSheba(text: string): Verdict {
  const typed = withoutSeparators(text).toUpperCase();
  const [start = ""] = /^[A-Z]{1,2}/.exec(typed) ?? [];
  if (!country.startsWith(start)) return refuse("sheba_start", { start });
  const rest = typed.slice(start.length);
  if (start !== "" && rest === "") return awaitMore("sheba_short", { count: 0 });
  if (start === "I") return refuse("sheba_start", { start });
  const verdict = readFixedDigits("sheba", 24, rest);
  if (!verdict.ok) return verdict;
  return isChecked(verdict.value) ? accept(country + verdict.value) : refuse("sheba_wrong");
}

/** The first two digits are 98 minus the remainder modulo 97 (ISO/IEC 7064). */
function isChecked(digits: string): boolean {
  const check = digits.slice(0, 2);
  const remainder = [...`${digits.slice(2)}${countryDigits}00`].reduce(
    (rest, digit) => (rest * 10 + Number(digit)) % 97,
    0,
  );
  return Number(check) === 98 - remainder;
}
