import { findByWords } from "./find-by-words";
import { findOnLines } from "./find-on-lines";
import type { FindReason, Found } from "./found-place";
import { isSamePlace, partyOfPlace, textsAround, wordsOfPlace } from "./found-place";
import { takenBy } from "./free-space";
import { toPdfRect, toViewRect, viewSize } from "./geometry";
import type { PageFacts } from "./page-facts";
import type { Party } from "./party-words";
import { readRules } from "./read-rules";
import { bottomOf, readText, rightOf } from "./read-text";
import type { PdfRect } from "./schema";

/** A place where somebody probably signs. */
export type Proposal = {
  readonly rect: PdfRect;
  readonly reason: FindReason;
  /** 0 to 1; a signature field of the file itself is 1. */
  readonly confidence: number;
  /** Whose it is and what it was known by, as printed; of a signature field its name. */
  readonly words: string;
  /** Whose place it is by the words around it, when they name one party. */
  readonly party: Party | undefined;
  /** What is printed around it, for names. */
  readonly nearby: readonly string[];
};

const mostOfPage = 20;

/** Whether any word of the page could make one of its drawn lines a place to sign. */
export const mayHoldSignatures = (facts: Pick<PageFacts, "page" | "runs">): boolean =>
  readText(facts).phrases.some(
    ({ label }) =>
      label.kind === "signature" || label.kind === "beside_line" || label.parties.length > 0,
  );

/** Proposes boxes from what one page shows, in the order in which they are read. */
export function findSignatureLines(facts: PageFacts): Proposal[] {
  const { page } = facts;
  const text = readText(facts);
  const rules = readRules(facts);
  const taken = takenBy(text, rules, viewSize(page, 1));
  const onLines = findOnLines(text, rules, taken);
  const all = [
    ...facts.widgets.flatMap((widget) => foundInFile(widget, facts)),
    ...onLines,
    ...findByWords(text, onLines, rules, taken),
  ].sort((one, other) => other.confidence - one.confidence);
  const kept: Found[] = [];
  for (const found of all)
    if (kept.length < mostOfPage && !kept.some(({ box }) => isSamePlace(box, found.box)))
      kept.push(found);
  const isBackwards =
    text.phrases.filter((phrase) => phrase.isRightToLeft).length * 2 > text.phrases.length;
  return kept
    .sort(({ box: one }, { box: other }) => {
      const isOneRow = Math.abs(bottomOf(one) - bottomOf(other)) <= 12;
      const across = isBackwards ? rightOf(other) - rightOf(one) : one.x - other.x;
      return isOneRow ? across : bottomOf(one) - bottomOf(other);
    })
    .map((found) => ({
      rect: toPdfRect(found.box, page, 1),
      reason: found.reason,
      confidence: found.confidence,
      words: wordsOfPlace(found, text),
      party: partyOfPlace(found, text),
      nearby: textsAround(found, kept, text),
    }));
}

function foundInFile(widget: PageFacts["widgets"][number], { page }: PageFacts): Found[] {
  const { name, rect, isSigned } = widget;
  // Fields without an extent are for seals that nobody sees.
  if (isSigned || rect.width < 8 || rect.height < 8) return [];
  const box = toViewRect(rect, page, 1);
  return [{ box, reason: "form_field", confidence: 1, words: name, by: [] }];
}
