import type { Verdict } from "../verdict";
import { accept, awaitMore } from "../verdict";
import type { MoneyUnit } from "./amount";
import { toRials, toTomans } from "./amount";
import { fromPersianWords, toBareLetters, toPersianWords } from "./number-words";

const withRials = /^(.+)ریال$/;
const restInRials = /^و(.+)ریال$/;

/**
 * «مبلغ به حروف»: an amount in Persian words, with its unit where the text around it names none.
 * @throws RangeError when there are no words for it
 */
export function amountInWords(rials: bigint, unit?: MoneyUnit): string {
  const words = toPersianWords(rials);
  if (unit === undefined) return words;
  const { tomans, rest } = toTomans(rials);
  if (unit === "rial" || (tomans === 0n && rest !== 0n)) return `${words} ریال`;
  const inTomans = `${toPersianWords(tomans)} تومان`;
  return rest === 0n ? inTomans : `${inTomans} و ${toPersianWords(rest)} ریال`;
}

/** The rials that words say, as digits. @param unit what words without a unit mean */
export function readAmountWords(text: string, unit: MoneyUnit): Verdict {
  const letters = toBareLetters(text);
  if (letters === "") return awaitMore("empty");
  const rials = toNumber(letters, unit);
  return rials === undefined ? awaitMore("amount_words_unread") : accept(`${rials}`);
}

function toNumber(letters: string, unit: MoneyUnit): bigint | undefined {
  const [start = "", end, ...others] = letters.split(/توما?ن/);
  if (end === undefined) {
    const rials = withRials.exec(start)?.[1];
    const number = fromPersianWords(rials ?? start);
    return number === undefined ? undefined : toRials(number, rials === undefined ? unit : "rial");
  }
  const tomans = fromPersianWords(start);
  const rest = end === "" ? 0n : fromPersianWords(restInRials.exec(end)?.[1] ?? "");
  if (tomans === undefined || rest === undefined || others.length > 0) return undefined;
  return toRials(tomans, "toman") + rest;
}

/**
 * Whether words and figures say the same amount. A refusal is for warning, not for stopping: people
 * may word an amount in ways that are not read here.
 * @param rials the figures, as `readAmount` gives them
 * @param unit what words without a unit mean
 */
export function compareAmount(words: string, rials: string, unit: MoneyUnit): Verdict {
  const said = readAmountWords(words, unit);
  if (!said.ok || said.value === rials) return said;
  const [inWords, inFigures] = [BigInt(said.value), BigInt(rials)];
  const isTenfold =
    toRials(inWords, "toman") === inFigures || toRials(inFigures, "toman") === inWords;
  return awaitMore(isTenfold ? "amount_words_tenfold" : "amount_words_differ", {
    words: said.value,
    figures: rials,
  });
}
