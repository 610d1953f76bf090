import type { Taken } from "./free-space";
import { boxBeside, boxInside, boxOnLine, takenBy } from "./free-space";
import { toPdfRect, toViewRect, viewSize } from "./geometry";
import type { WritingLine } from "./label-line";
import { findLabels, judgeLine, partyOf } from "./label-line";
import type { PageFacts } from "./page-facts";
import type { Party } from "./party-words";
import type { Rules } from "./read-rules";
import { cellAround, isBorder, readRules } from "./read-rules";
import type { PageText, Phrase } from "./read-text";
import { bottomOf, boundsOf, readText, rightOf } from "./read-text";
import type { PdfRect, ViewRect } from "./schema";

export const findReasons = ["form_field", "line_with_word", "underscores", "word"] as const;
export type FindReason = (typeof findReasons)[number];

/** A place where somebody probably signs. */
export type Proposal = {
  readonly rect: PdfRect;
  readonly reason: FindReason;
  /** 0 to 1; a signature field of the file itself is 1. */
  readonly confidence: number;
  /** What it was recognised by, as printed; of a signature field its name. */
  readonly words: string;
  /** Whose place it is by the words around it, when they name one party. */
  readonly party: Party | undefined;
  /** What is printed around it, for names. */
  readonly nearby: readonly string[];
};

const mostOfPage = 20;
const shortestRule = 60;
const longestRule = 300;
/** Contracts are signed at their end: below this share of the page a party's word is enough. */
const endOfPage = 0.45;
const closingReach = 150;

type Found = Omit<Proposal, "rect" | "party" | "nearby"> & {
  readonly box: ViewRect;
  readonly by: readonly Phrase[];
};

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
  const lines = writingLines(text, rules);
  const onLines = lines.flatMap((line) => foundOnLine(line, lines, text, taken));
  const used = new Set(onLines.flatMap(({ by }) => by));
  const all = [
    ...facts.widgets.flatMap((widget) => foundInFile(widget, facts)),
    ...onLines,
    ...foundByWords(text, used, rules, taken),
  ].sort((one, other) => other.confidence - one.confidence);
  const kept: Found[] = [];
  for (const found of all)
    if (kept.length < mostOfPage && !kept.some(({ box }) => isSamePlace(box, found.box)))
      kept.push(found);
  const isBackwards = text.phrases.filter((p) => p.isRightToLeft).length * 2 > text.phrases.length;
  return kept
    .sort(({ box: one }, { box: other }) => {
      const isOneRow = Math.abs(bottomOf(one) - bottomOf(other)) <= 12;
      const across = isBackwards ? rightOf(other) - rightOf(one) : one.x - other.x;
      return isOneRow ? across : bottomOf(one) - bottomOf(other);
    })
    .map(({ box, by, ...found }) => {
      const block = boundsOf([box, ...by.map((phrase) => phrase.rect)]);
      const nearby = new Set([...by, ...around(block, text.phrases)].map((phrase) => phrase.text));
      return {
        ...found,
        rect: toPdfRect(box, page, 1),
        party: partyOf(by) ?? partyAround(block, text.phrases),
        nearby: [...nearby],
      };
    });
}

const isSamePlace = (one: ViewRect, other: ViewRect): boolean => {
  const width = Math.min(rightOf(one), rightOf(other)) - Math.max(one.x, other.x);
  const height = Math.min(bottomOf(one), bottomOf(other)) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return false;
  return width * height > 0.2 * Math.min(one.width * one.height, other.width * other.height);
};

function foundInFile(widget: PageFacts["widgets"][number], { page }: PageFacts): Found[] {
  const { name, rect, isSigned } = widget;
  // Fields without an extent are for seals that nobody sees.
  if (isSigned || rect.width < 8 || rect.height < 8) return [];
  const box = toViewRect(rect, page, 1);
  return [{ box, reason: "form_field", confidence: 1, words: name, by: [] }];
}

function writingLines(text: PageText, rules: Rules): WritingLine[] {
  const typed = text.lines.map((rect) => {
    return { rect, base: bottomOf(rect) - rect.height * 0.12, isDrawn: false };
  });
  const isUnderlining = (rule: ViewRect) =>
    text.phrases.some(({ rect }) => {
      const shared = Math.min(rightOf(rect), rightOf(rule)) - Math.max(rect.x, rule.x);
      const distance = rule.y - bottomOf(rect);
      return distance > -rect.height * 0.6 && distance < 5 && shared > rule.width * 0.3;
    });
  const drawn = rules.horizontal
    .filter(({ width }) => width >= shortestRule && width <= longestRule)
    .filter((rule) => !isBorder(rule, rules) && !isUnderlining(rule))
    .map((rect) => ({ rect, base: rect.y, isDrawn: true }));
  return [...typed, ...drawn];
}

function foundOnLine(
  line: WritingLine,
  lines: readonly WritingLine[],
  text: PageText,
  taken: Taken,
): Found[] {
  // "In witness whereof …" is a sentence, and directly above.
  const isUnderHeading = text.phrases.some(({ label, rect }) => {
    const distance = line.base - bottomOf(rect);
    const reach = label.isSentence ? closingReach : Number.POSITIVE_INFINITY;
    return label.kind === "heading" && distance > -2 && distance < reach;
  });
  const isLikelyPlace = line.base > taken.size.height * endOfPage || isUnderHeading;
  const finding = judgeLine(findLabels(line, lines, text), isLikelyPlace);
  if (!finding) return [];
  const box = boxOnLine(line.rect, line.base, taken);
  const reason = line.isDrawn ? "line_with_word" : "underscores";
  const words = finding.by.map((phrase) => phrase.text).join(" ");
  return [{ box, reason, confidence: finding.isCertain ? 0.9 : 0.6, words, by: finding.by }];
}

/** Words for a signature without a line: in a table's cell, or with free space around. */
function foundByWords(
  text: PageText,
  used: ReadonlySet<Phrase>,
  rules: Rules,
  taken: Taken,
): Found[] {
  const free = text.phrases.filter((p) => !used.has(p) && !p.label.isSentence);
  const headings = free.filter(({ label }) => label.kind === "heading");
  return free.flatMap((phrase) => {
    const { kind, parties, isColonAtEnd, wordCount } = phrase.label;
    const isUnderHeading =
      kind === "none" &&
      parties.length === 1 &&
      wordCount <= 4 &&
      headings.some(({ rect }) => {
        const distance = phrase.rect.y - bottomOf(rect);
        return distance > 0 && distance <= 110;
      });
    if (kind !== "signature" && !isUnderHeading) return [];
    const confidence = isUnderHeading ? 0.45 : 0.5;
    const found = (box: ViewRect): Found => {
      return { box, reason: "word", confidence, words: phrase.text, by: [phrase] };
    };
    const inTable = boxesInTable(phrase, text, rules, taken);
    if (inTable) return inTable.map(found);
    const isAtEnd = phrase.rect.y > taken.size.height * 0.5 || parties.length > 0;
    if (!isColonAtEnd && (!isAtEnd || isNumbered(phrase) || endsParagraph(phrase, text, taken)))
      return [];
    const box = boxBeside(
      phrase.rect,
      { isColonAtEnd, isRightToLeft: phrase.isRightToLeft },
      taken,
    );
    return box ? [found(box)] : [];
  });
}

const isNumbered = ({ text }: Phrase): boolean =>
  /^\s*(?:[\p{Nd}]+(?:[.)\p{Nd}-]|\s-)|[IVX]+\.|ماده\s|§)/u.test(text);

/** The last words of a paragraph are short, but no label. */
const endsParagraph = ({ rect, isRightToLeft }: Phrase, { phrases }: PageText, { size }: Taken) =>
  phrases.some((other) => {
    const leading = bottomOf(rect) - bottomOf(other.rect);
    const isAligned = isRightToLeft
      ? Math.abs(rightOf(rect) - rightOf(other.rect)) < 4
      : Math.abs(rect.x - other.rect.x) < 4;
    return (
      isAligned &&
      leading > 0 &&
      leading <= rect.height * 1.7 &&
      other.rect.width > size.width * 0.5
    );
  });

const widestCell = 420;
const highestCell = 250;

/** @returns undefined when the word stands in no table; the places in its cell, beside or below */
function boxesInTable(
  { rect, isRightToLeft }: Phrase,
  text: PageText,
  rules: Rules,
  taken: Taken,
): readonly ViewRect[] | undefined {
  const cellAt = (x: number, y: number) => {
    const cell = cellAround(x, y, rules);
    return cell && cell.width <= widestCell && cell.height <= highestCell ? cell : undefined;
  };
  const middle = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  const cell = cellAt(middle.x, middle.y);
  if (!cell) return undefined;
  const isEmpty = (area: ViewRect): boolean =>
    !text.phrases.some(({ rect: other }) => {
      const [x, y] = [other.x + other.width / 2, other.y + other.height / 2];
      return x > area.x && x < rightOf(area) && y > area.y && y < bottomOf(area);
    });
  const under = { ...cell, y: bottomOf(rect), height: bottomOf(cell) - bottomOf(rect) };
  const inside = under.height >= 28 && isEmpty(under) ? boxInside(under, taken) : undefined;
  if (inside) return [inside];
  const beside = cellAt(isRightToLeft ? cell.x - 6 : rightOf(cell) + 6, middle.y);
  const besideBox = beside && isEmpty(beside) ? boxInside(beside, taken) : undefined;
  if (besideBox) return [besideBox];
  const column: ViewRect[] = [];
  for (let y = bottomOf(cell) + 6; column.length < mostOfPage; ) {
    const next = cellAt(middle.x, y);
    const box = next && isEmpty(next) ? boxInside(next, taken) : undefined;
    if (!next || !box) break;
    column.push(box);
    y = bottomOf(next) + 6;
  }
  return column;
}

/** The party that stands nearest over, beside or under the place, in its own column. */
function partyAround(box: ViewRect, phrases: readonly Phrase[]): Party | undefined {
  const reach = { above: 230, below: 50 };
  return phrases
    .filter(({ label }) => !label.isSentence && label.parties.length === 1)
    .filter(({ rect }) => rect.x < rightOf(box) + 20 && rightOf(rect) > box.x - 20)
    .map(({ label, rect }) => {
      const above = box.y - bottomOf(rect);
      const below = rect.y - bottomOf(box);
      return { party: label.parties[0], above, below, distance: Math.max(above, below) };
    })
    .filter(({ above, below }) => above <= reach.above && below <= reach.below)
    .sort((one, other) => one.distance - other.distance)[0]?.party;
}

/** What stands within a few lines, in the same column. */
const around = (box: ViewRect, phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases.filter(
    ({ rect }) =>
      rect.x < rightOf(box) + 30 &&
      rightOf(rect) > box.x - 30 &&
      rect.y < bottomOf(box) + 60 &&
      bottomOf(rect) > box.y - 60,
  );
