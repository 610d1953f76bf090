import { withoutSeparators } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";

/** A year in the Gregorian calendar, from 1900 to the present one: `1987`. */
export function readBirthYear(text: string, today = new Date()): Verdict {
  const year = withoutSeparators(text);
  if (year === "") return awaitMore("empty");
  const [character] = /[^0-9]/u.exec(year) ?? [];
  if (character !== undefined) return refuse("birth_year_characters", { character });
  if (!/^(?:19|20|1$|2$)/.test(year) || year.length > 4) return refuse("birth_year_range");
  if (year.length < 4) return awaitMore("birth_year_short");
  return Number(year) > today.getFullYear() ? refuse("birth_year_future") : accept(year);
}
