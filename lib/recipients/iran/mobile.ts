import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";

/** Digits behind the zero or the country code. */
const length = 10;

/**
 * A mobile number of Iran, typed as `09…`, `9…`, `+98 9…`, `0098 9…` or `98 9…`; kept as
 * `+989121234567`. Prefixes of operators are not looked up: numbers move between operators.
 */
export function readMobile(text: string): Verdict {
  const typed = withoutSeparators(text).replace(/[().]/g, "");
  if (typed === "") return awaitMore("empty");
  const [character] = /[^0-9]/u.exec(typed.replace(/^\+/, "")) ?? [];
  if (character !== undefined) return refuse("iran_mobile_characters", { character });
  const national = /^(?:(?:\+98|0098|98)0?|0)?(9\d{9})$/.exec(typed)?.[1];
  return national === undefined ? diagnose(typed) : accept(`+98${national}`);
}

function diagnose(typed: string): Verdict {
  if (/^(?:\+|00)/.test(typed) && !/^(?:\+98|0098)/.test(typed)) {
    const isOnTheWay = ["+98", "0098"].some((start) => start.startsWith(typed));
    return isOnTheWay
      ? awaitMore("iran_mobile_short", { missing: length })
      : refuse("iran_mobile_foreign");
  }
  // `98…` is the country code only in a number that is too long without one.
  const code = typed.length > length ? /^(?:\+98|0098|98)0?|^0/ : /^(?:\+98|0098)0?|^0/;
  const national = typed.replace(code, "");
  const hasPrefix = national !== typed;
  if (/^[0-8]/.test(national))
    return refuse(hasPrefix ? "iran_mobile_landline" : "iran_mobile_start");
  const missing = length - national.length;
  return missing > 0
    ? awaitMore("iran_mobile_short", { missing })
    : refuse("iran_mobile_long", { extra: -missing });
}

/** `+989121234567` as people in Iran dial it: `09121234567`. */
export const toDialledMobile = (mobile: string): string => mobile.replace(/^\+98/, "0");
