import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, doubt, refuse } from "../verdict";

/** Digits behind the country code. */
const length = 9;
const country = "998";
/** Area codes of fixed lines; a virtual operator is said to use 55 for mobiles. */
const fixedLine = /^(?:55|71|76|78)/;

/**
 * A phone number of Uzbekistan, typed as `90…`, `+998 90…`, `00998 90…` or `998 90…`; kept as
 * `+998901234567`. Codes of operators are not looked up: new ones appear. What seems to be a fixed line
 * is a doubt: a code by text message may not arrive there.
 */
export function readUzbekPhone(text: string): Verdict {
  const typed = withoutSeparators(text).replace(/[().]/g, "");
  if (typed === "" || typed === "+") return awaitMore("empty");
  const [character] = /[^0-9]/u.exec(typed.replace(/^\+/, "")) ?? [];
  if (character !== undefined) return refuse("uzbek_phone_characters", { character });
  const international = /^(?:\+|00)(\d*)$/.exec(typed)?.[1];
  if (international !== undefined) return readInternational(international);
  // `998…` is the country code only in a number that is too long without one.
  const isWithCountry = typed.length > length && typed.startsWith(country);
  return readNational(isWithCountry ? typed.slice(country.length) : typed);
}

function readInternational(digits: string): Verdict {
  if (digits.startsWith(country)) return readNational(digits.slice(country.length));
  return country.startsWith(digits)
    ? awaitMore("uzbek_phone_short", { missing: length })
    : refuse("uzbek_phone_foreign");
}

function readNational(digits: string): Verdict {
  // One zero may become `00998…`.
  if (digits === "0") return awaitMore("uzbek_phone_start");
  if (/^[014]/.test(digits)) return refuse("uzbek_phone_start");
  const missing = length - digits.length;
  if (missing > 0) return awaitMore("uzbek_phone_short", { missing });
  if (missing < 0) return refuse("uzbek_phone_long", { extra: -missing });
  const phone = `+${country}${digits}`;
  return fixedLine.test(digits) ? doubt(phone, "uzbek_phone_fixed") : accept(phone);
}

/** `+998901234567` as people in Uzbekistan say it: `901234567`. */
export const toNationalPhone = (phone: string): string => phone.replace(/^\+998/, "");
