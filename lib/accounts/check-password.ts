import { toLatinDigits } from "@/lib/i18n/digits";
import { AppError } from "@/lib/kernel/errors";
import { commonRuns, commonWords } from "./common-passwords";
import { passwordLengths } from "./schema";

const backwards = (text: string): string => [...text].reverse().join("");
const runs = commonRuns.flatMap((run) => [run, backwards(run)]);

/** What a person would guess first: parts of the e-mail address, of names, of the office. */
const partsOf = (ownWords: readonly string[]): string[] =>
  ownWords
    .flatMap((words) => words.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length >= 4);

/** What is left when the guessable pieces are taken out; digits and signs around them count little. */
function effort(password: string, guesses: readonly string[]): number {
  const without = guesses
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, guess) => rest.replaceAll(guess, " "), password);
  const letters = without.replace(/[^\p{L}]/gu, "").length;
  const others = without.replace(/[\p{L}\s]/gu, "").length;
  return letters + others / 2;
}

const isOneChunkRepeated = (text: string): boolean => /^(.{1,6}?)\1+.{0,5}$/u.test(text);
const isOneRun = (text: string): boolean => runs.some((run) => (run + run).includes(text));

/**
 * Length and guessability are all that is asked; no rules of composition (NIST SP 800-63B, 3.1.1.2).
 * @param ownWords the person's e-mail address and name and the organisation's name
 * @throws AppError `password_too_short`, `password_too_long`, `password_too_common`
 */
export function requireGoodPassword(password: string, ownWords: readonly string[]): void {
  const length = [...password.normalize("NFKC")].length;
  if (length < passwordLengths.minimum)
    throw new AppError("password_too_short", undefined, { minimum: passwordLengths.minimum });
  if (length > passwordLengths.maximum)
    throw new AppError("password_too_long", undefined, { maximum: passwordLengths.maximum });
  const plain = toLatinDigits(password.normalize("NFKC").toLowerCase());
  const isGuessable =
    isOneChunkRepeated(plain) ||
    isOneRun(plain) ||
    new Set(plain).size < 5 ||
    effort(plain, commonWords) < 4 ||
    effort(plain, partsOf(ownWords)) < 6;
  if (isGuessable) throw new AppError("password_too_common");
}
