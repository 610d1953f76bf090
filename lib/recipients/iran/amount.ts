import { foldForSearch } from "../fold-for-search";
import { groupMarks, isLastGroupOpen, ungroupDigits } from "../grouped-digits";
import { toPlainFigures } from "../plain-text";
import type { Verdict } from "../verdict";
import { accept, awaitMore, refuse } from "../verdict";

/** The rial is the currency; people also speak and write of tomans, which are ten rials each. */
export type MoneyUnit = "rial" | "toman";
const rialsPerToman = 10n;

const mostDigits = 18;
/** In rials: as far as the names of Persian numbers reach. */
export const largestAmount = 10n ** BigInt(mostDigits) - 1n;

/** Folded for search. */
const unitWords = new Map<string, MoneyUnit>([
  ["ریال", "rial"],
  ["rial", "rial"],
  ["rials", "rial"],
  ["irr", "rial"],
  ["تومان", "toman"],
  ["تومن", "toman"],
  ["toman", "toman"],
  ["tomans", "toman"],
]);
const stranger = new RegExp(`[^0-9${groupMarks}]`, "u");

/**
 * An amount in figures; kept in whole rials, digits only. A unit written behind the figures counts.
 * @param unit what figures without a unit mean
 */
export function readAmount(text: string, unit: MoneyUnit): Verdict {
  const plain = toPlainFigures(text);
  if (plain === "") return awaitMore("empty");
  const [figures = ""] = /^[^\p{L}\p{Sc}]*/u.exec(plain) ?? [];
  const tail = plain.slice(figures.length);
  const written = foldForSearch(tail);
  const named = written === "" ? unit : unitWords.get(written);
  if (named !== undefined) return readFigures(figures.trim(), named);
  const isOnTheWay = [...unitWords.keys()].some((word) => word.startsWith(written));
  const [stray = ""] = tail.split(/\s/);
  return isOnTheWay
    ? awaitMore("amount_characters", { stray })
    : refuse("amount_characters", { stray });
}

function readFigures(figures: string, unit: MoneyUnit): Verdict {
  if (figures === "") return awaitMore("empty");
  if (/^[-\u2212]/.test(figures)) return refuse("amount_negative");
  if (/\d\s*[./\u066b]/.test(figures)) return refuse("amount_fraction");
  const [stray] = stranger.exec(figures) ?? [];
  if (stray !== undefined) return refuse("amount_characters", { stray });
  const digits = ungroupDigits(figures)?.replace(/^0+(?=\d)/, "");
  if (digits === undefined)
    return isLastGroupOpen(figures) ? awaitMore("amount_grouping") : refuse("amount_grouping");
  if (digits.length > mostDigits) return refuse("amount_large", { digits: mostDigits });
  const rials = toRials(BigInt(digits), unit);
  return rials > largestAmount
    ? refuse("amount_large", { digits: mostDigits })
    : accept(`${rials}`);
}

export const toRials = (amount: bigint, unit: MoneyUnit): bigint =>
  unit === "toman" ? amount * rialsPerToman : amount;

/** Whole tomans, and the rials that are left. */
export const toTomans = (rials: bigint): { readonly tomans: bigint; readonly rest: bigint } => ({
  tomans: rials / rialsPerToman,
  rest: rials % rialsPerToman,
});
