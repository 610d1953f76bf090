import { withoutSeparators } from "./plain-text";
import type { Verdict } from "./verdict";
import { accept, awaitMore, refuse } from "./verdict";

/** What programs elsewhere call an integer: 32 bits with a sign. */
const largest = 2_147_483_647;

/** A number to count or to name things with; zeros at the beginning mean nothing. */
export function readWholeNumber(text: string): Verdict {
  const digits = withoutSeparators(text);
  if (digits === "") return awaitMore("empty");
  const [character] = /[^0-9]/u.exec(digits) ?? [];
  if (character !== undefined) return refuse("whole_number_characters", { character });
  return Number(digits) <= largest
    ? accept(String(Number(digits)))
    : refuse("whole_number_large", { largest });
}
