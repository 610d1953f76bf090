import { withoutSeparators } from "./plain-text";
import type { Verdict } from "./verdict";
import { accept, awaitMore, refuse } from "./verdict";

type Kind =
  | "national_code"
  | "organisation_id"
  | "iran_postal_code"
  | "sheba"
  | "bank_card"
  | "pinfl"
  | "inn";

/** Exactly `length` digits, in whatever script and however they are set apart. */
export function readFixedDigits(kind: Kind, length: number, text: string): Verdict {
  const digits = withoutSeparators(text);
  const count = digits.length;
  const [character] = /[^0-9]/u.exec(digits) ?? [];
  if (character !== undefined) return refuse(`${kind}_characters`, { character });
  if (count === 0) return awaitMore("empty");
  if (count < length) return awaitMore(`${kind}_short`, { count });
  if (count > length) return refuse(`${kind}_long`, { count });
  return accept(digits);
}

export const isOneDigitRepeated = (digits: string): boolean => /^(\d)\1+$/.test(digits);
