import { toPlainText } from "./plain-text";
import type { FormatProblem, Verdict } from "./verdict";
import { accept, awaitMore, refuse } from "./verdict";

// Persian digits belong to the Arabic script too; only letters tell a language.
const persianLetter = /(?=\p{L})\p{Script=Arabic}/u;
const latinLetter = /(?=\p{L})\p{Script=Latin}/u;

/** Text in Persian letters; digits and marks are free. The person's own spelling is kept. */
export function readPersianText(text: string): Verdict {
  return readScript(text, persianLetter, latinLetter, {
    missing: "persian_text_letters",
    foreign: "persian_text_latin",
  });
}

/** Text in Latin letters; digits and marks are free. */
export function readEnglishText(text: string): Verdict {
  return readScript(text, latinLetter, persianLetter, {
    missing: "english_text_letters",
    foreign: "english_text_persian",
  });
}

function readScript(
  text: string,
  wanted: RegExp,
  unwanted: RegExp,
  problems: { readonly missing: FormatProblem; readonly foreign: FormatProblem },
): Verdict {
  const plain = toPlainText(text);
  if (plain === "") return awaitMore("empty");
  const [character] = unwanted.exec(plain) ?? [];
  if (character !== undefined) return refuse(problems.foreign, { character });
  return wanted.test(plain) ? accept(plain) : awaitMore(problems.missing);
}
