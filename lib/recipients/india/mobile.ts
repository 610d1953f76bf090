import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";

/** Digits behind the zero or the country code. */
const length = 10;
const country = "91";

/**
 * A mobile number of India, typed as `98…`, `098…`, `+91 98…`, `0091 98…` or `91 98…`; kept as
 * `+919876543210`. Codes of operators are not looked up: numbers move between operators.
 */
export function readIndianMobile(text: string): Verdict {
  const typed = withoutSeparators(text).replace(/[().]/g, "");
  if (typed === "" || typed === "+") return awaitMore("empty");
  const [character] = /[^0-9]/u.exec(typed.replace(/^\+/, "")) ?? [];
  if (character !== undefined) return refuse("indian_mobile_characters", { character });
  const international = /^(?:\+|00)(\d*)$/.exec(typed)?.[1];
  if (international !== undefined) {
    if (international.startsWith(country))
      return readNational(international.slice(country.length).replace(/^0/, ""));
    return country.startsWith(international)
      ? awaitMore("indian_mobile_short", { missing: length })
      : refuse("indian_mobile_foreign");
  }
  // `91…` is the country code only in a number that is too long without one.
  const isWithCountry = typed.length > length && typed.startsWith(country);
  return readNational((isWithCountry ? typed.slice(country.length) : typed).replace(/^0/, ""));
}

function readNational(digits: string): Verdict {
  if (/^[0-5]/.test(digits)) return refuse("indian_mobile_start");
  const missing = length - digits.length;
  if (missing > 0) return awaitMore("indian_mobile_short", { missing });
  if (missing < 0) return refuse("indian_mobile_long", { extra: -missing });
  return accept(`+${country}${digits}`);
}
