import type { Party } from "./party-words";
import type { PageText, Phrase } from "./read-text";
import { bottomOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

/** A line that something is written on. `base` is its height; points as seen, from the upper left. */
export type WritingLine = {
  readonly rect: ViewRect;
  readonly base: number;
  readonly isDrawn: boolean;
};

/** Why a line is one for a signature: its word, or only that a party, a seal or a name is there. */
export type Finding = { readonly isCertain: boolean; readonly by: readonly Phrase[] };

const near = 40;
/** A colon points at its line over a tab stop too. */
const nearWithColon = 110;
const captionReach = 16;
const headReach = 70;

export const isOnRow = ({ rect }: Phrase, base: number): boolean =>
  Math.abs(bottomOf(rect) - base) <= Math.max(6, rect.height * 0.5);

type Neighbours = {
  readonly before: Phrase | undefined;
  readonly after: Phrase | undefined;
  readonly caption: Phrase | undefined;
  readonly head: Phrase | undefined;
  readonly row: readonly Phrase[];
};

/** @param lines all lines of the page, this one too */
export function findLabels(
  line: WritingLine,
  lines: readonly WritingLine[],
  { phrases }: Pick<PageText, "phrases">,
): Neighbours {
  const spoken = phrases.filter(({ label }) => label.wordCount > 0);
  const row = spoken.filter((phrase) => isOnRow(phrase, line.base));
  const inRow = lines.filter((other) => other !== line && Math.abs(other.base - line.base) <= 6);
  const isBetween = (from: number, to: number) =>
    inRow.some(({ rect }) => rect.x >= from - 2 && rightOf(rect) <= to + 2);
  const onLeft = row
    .filter(
      ({ rect }) => rightOf(rect) <= line.rect.x + 6 && !isBetween(rightOf(rect), line.rect.x),
    )
    .sort((one, other) => rightOf(other.rect) - rightOf(one.rect))[0];
  const onRight = row
    .filter(
      ({ rect }) => rect.x >= rightOf(line.rect) - 6 && !isBetween(rightOf(line.rect), rect.x),
    )
    .sort((one, other) => one.rect.x - other.rect.x)[0];
  const isBackwards =
    (row.length > 0 ? row : spoken).filter((p) => p.isRightToLeft).length * 2 >
    (row.length > 0 ? row : spoken).length;
  const [first, second] = isBackwards ? [onRight, onLeft] : [onLeft, onRight];
  const gapTo = ({ rect }: Phrase) =>
    Math.max(rect.x - rightOf(line.rect), line.rect.x - rightOf(rect));
  const before =
    first && gapTo(first) <= (first.label.isColonAtEnd ? nearWithColon : near) ? first : undefined;
  // What is followed by a line of its own speaks of that one.
  const isOwned =
    second !== undefined &&
    inRow.some(({ rect }) =>
      isBackwards
        ? rightOf(rect) <= second.rect.x + 6 && second.rect.x - rightOf(rect) <= near
        : rect.x >= rightOf(second.rect) - 6 && rect.x - rightOf(second.rect) <= near,
    );
  const isLabelLeft = before !== undefined;
  const after =
    second && gapTo(second) <= near && !(isOwned && (isLabelLeft || second.label.isColonAtEnd))
      ? second
      : undefined;
  return { before, after, row, caption: captionOf(line, spoken), head: headOf(line, spoken) };
}

/** "(signature)" in small print under the line; not the label of the next line. */
const captionOf = ({ rect, base }: WritingLine, phrases: readonly Phrase[]): Phrase | undefined =>
  phrases
    .filter(({ rect: { x, y, width }, text }) => {
      const centre = x + width / 2;
      return (
        y >= base - 3 &&
        y <= base + captionReach &&
        x >= rect.x - 12 &&
        centre >= rect.x - 6 &&
        centre <= rightOf(rect) + 6 &&
        !/[:：]/.test(text)
      );
    })
    .sort((one, other) => one.rect.y - other.rect.y)[0];

const headOf = ({ rect, base }: WritingLine, phrases: readonly Phrase[]): Phrase | undefined =>
  phrases
    .filter((phrase) => {
      const bottom = bottomOf(phrase.rect);
      const shared =
        Math.min(rightOf(rect), rightOf(phrase.rect)) - Math.max(rect.x, phrase.rect.x);
      return (
        bottom <= base - 6 &&
        bottom >= base - headReach &&
        !isOnRow(phrase, base) &&
        shared >= Math.min(rect.width, phrase.rect.width) * 0.4
      );
    })
    .sort((one, other) => bottomOf(other.rect) - bottomOf(one.rect))[0];

/** Longer rows with a gap in them are clauses to be filled in. */
const longestRow = 8;

/** @param isLikelyPlace where a party's word alone is enough: at the end, or under a heading */
export function judgeLine(
  { before, after, caption, head, row }: Neighbours,
  isLikelyPlace: boolean,
): Finding | undefined {
  const nearby = [caption, before, after].filter((phrase) => phrase !== undefined);
  for (const phrase of nearby) {
    const { kind, isSentence } = phrase.label;
    if (isSentence || kind === "none" || kind === "heading") continue;
    return kind === "date" || kind === "other" ? undefined : { isCertain: true, by: [phrase] };
  }
  if (row.reduce((count, { label }) => count + label.wordCount, 0) > longestRow) return undefined;
  const isHead = head !== undefined && !head.label.isSentence;
  if (isHead && head.label.kind === "signature" && !head.label.isColonAtEnd)
    return { isCertain: true, by: [head] };
  if (isHead && (head.label.kind === "date" || head.label.kind === "other") && nearby.length === 0)
    return undefined;
  if (!isLikelyPlace) return undefined;
  const by = [...nearby, ...(isHead ? [head] : [])].filter(isPersonal);
  return by.length > 0 ? { isCertain: false, by } : undefined;
}

/** A party's word, or "/Ivanov I. I./" as Russian and Uzbek contracts print names after the line. */
const isPersonal = ({ label, text }: Phrase): boolean =>
  !label.isSentence && (label.parties.length > 0 || /^[/(]\s*\p{Lu}.*[/)]$/u.test(text.trim()));

export const partyOf = (phrases: readonly Phrase[]): Party | undefined => {
  const named = new Set(phrases.flatMap(({ label }) => label.parties));
  const [only] = named;
  return named.size === 1 ? only : undefined;
};
