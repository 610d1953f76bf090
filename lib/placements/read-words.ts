import { foldBackwards, foldWords } from "./fold-words";
import type { Party } from "./party-words";
import { parties, partyWords } from "./party-words";
import type { WordsByLanguage } from "./signature-words";
import {
  dateWords,
  everybodyWords,
  headingWords,
  otherWords,
  signingWords,
  wordsBesideLines,
} from "./signature-words";

/** What a short piece of text says of the place beside it. */
export type Label = {
  /**
   * `signature`: here somebody signs; `beside_line`: only where there is a line; `date`, `other`:
   * something else is written there; `heading`: places of several people follow; `none`.
   */
  readonly kind: "signature" | "beside_line" | "date" | "other" | "heading" | "none";
  /** In the order in which they are named. */
  readonly parties: readonly Party[];
  readonly wordCount: number;
  readonly isColonAtEnd: boolean;
  /** Running text, which only mentions things. */
  readonly isSentence: boolean;
};

const alternatives = (words: readonly string[]): string =>
  words
    .map((word) => foldWords(word).trim())
    .filter(Boolean)
    .sort((one, other) => other.length - one.length)
    .map(inPieces)
    .join("|");
/** PDFs tear Devanagari words apart, at clusters that one glyph draws. */
const inPieces = (word: string): string =>
  /\p{Script=Devanagari}/u.test(word) ? [...word.replaceAll(" ", "")].join(" ?") : word;
const wholeWords = (words: WordsByLanguage): RegExp =>
  new RegExp(`(?<= )(?:${alternatives(Object.values(words).flat())})(?= )`, "u");

const signing = wholeWords(signingWords);
const besideLine = wholeWords(wordsBesideLines);
const heading = wholeWords(headingWords);
const everybody = wholeWords(everybodyWords);
const date = wholeWords(dateWords);
const other = wholeWords(otherWords);
/** "Signature and date": one line takes both. */
const conjunction = /[/,،&+]| (?:and|و|va|ва|hám|ҳәм|и|और|एवं|तथा|व) /iu;
const ending = "(?:s|ning|нинг|nin|din|нин|нің|диң|ниң)?";
const ofParty = parties.map((party) => ({
  party,
  words: new RegExp(
    `(?<= )(?:${alternatives(Object.values(partyWords[party]).flat())})${ending}(?= )`,
    "u",
  ),
}));

const arabic = /\p{Script=Arabic}/u;
/** Longer ones run on, or describe. */
const longestLabel = 8;
const longestWithColon = 12;

export function readLabel(text: string): Label {
  const forwards = foldWords(text);
  const isBackwards = arabic.test(text) && !saysAnything(forwards);
  const words = isBackwards ? foldBackwards(text) : forwards;
  const plain = text.trim();
  const wordCount = words.split(" ").length - 2;
  // Some files hold the colon of right-to-left words where it is seen: on the left.
  const isColonAtEnd = (arabic.test(plain) ? /^[:：]|[:：]\s*[([]?$/ : /[:：]\s*[([]?$/).test(
    plain,
  );
  const isStopAtEnd = /[.;؛।!?؟]$/.test(plain) && wordCount >= 4;
  const isSentence =
    wordCount > (isColonAtEnd ? longestWithColon : longestLabel) || (isStopAtEnd && !isColonAtEnd);
  return {
    kind: kindOf(words, plain),
    parties: partiesIn(words),
    wordCount,
    isColonAtEnd,
    isSentence,
  };
}

const saysAnything = (words: string): boolean =>
  [signing, besideLine, heading, date, other, ...ofParty.map(({ words: of }) => of)].some((each) =>
    each.test(words),
  );

function kindOf(words: string, plain: string): Label["kind"] {
  const isSigning = signing.test(words);
  const isForMany = everybody.test(words);
  if (isForMany && (isSigning || heading.test(words))) return "heading";
  if (date.test(words)) return isSigning && conjunction.test(plain) ? "signature" : "date";
  if (/(?<= )расшифровка(?= )/u.test(words)) return "other";
  if (isSigning) return "signature";
  if (heading.test(words) && !besideLine.test(words)) return "heading";
  // "By: ____" is where a company signs; inside other words it is nothing.
  if (besideLine.test(words) || words === " by ") return "beside_line";
  return other.test(words) ? "other" : "none";
}

/** The parties named in folded words, in their order there. */
export function partiesIn(words: string): readonly Party[] {
  return ofParty
    .map((each) => ({ party: each.party, at: words.search(each.words) }))
    .filter(({ at }) => at >= 0)
    .sort((one, another) => one.at - another.at)
    .map(({ party }) => party);
}
