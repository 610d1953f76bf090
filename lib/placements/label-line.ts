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

const near = 50;
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
  /** Directly under the line: "Name: John Smith". */
  readonly signer: Phrase | undefined;
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
  const [telling] = [row, spoken].filter(({ length }) => length > 0);
  const fromRight = telling?.filter((phrase) => phrase.isRightToLeft) ?? [];
  const isBackwards = fromRight.length * 2 > (telling?.length ?? 0);
  const inRow = lines.filter((other) => Math.abs(other.base - line.base) <= 6);
  return {
    ...labelsOnRow(line, inRow, row, isBackwards),
    row,
    caption: under(line, spoken).find(({ text }) => !/[:：]/.test(text)),
    signer: under(line, spoken).find(
      ({ label, text }) => label.kind === "other" && /[:：]\s*\S/.test(text),
    ),
    head: headOf(line, spoken),
  };
}

/** What stands right before and after the line, as the row is read. */
function labelsOnRow(
  line: WritingLine,
  lines: readonly WritingLine[],
  phrases: readonly Phrase[],
  isBackwards: boolean,
): Pick<Neighbours, "before" | "after"> {
  const start = ({ rect }: Phrase | WritingLine) => (isBackwards ? -rightOf(rect) : rect.x);
  const end = ({ rect }: Phrase | WritingLine) => (isBackwards ? -rect.x : rightOf(rect));
  const isPhrase = (item: Phrase | WritingLine | undefined): item is Phrase =>
    item !== undefined && "label" in item;
  const items = [...lines, ...phrases].sort((one, other) => start(one) - start(other));
  const at = items.indexOf(line);
  const [previous, next, beyond] = [items[at - 1], items[at + 1], items[at + 2]];
  const doLabelsFollow = !isPhrase(items[0]) && isPhrase(items.at(-1));

  const isAfter = isPhrase(next) && !next.label.isColonAtEnd && start(next) - end(line) <= near;
  // What is followed by a line of its own speaks of that one.
  const isOwned =
    isAfter && beyond && !isPhrase(beyond) && start(beyond) - end(next) <= nearWithColon;
  const after = isAfter && (doLabelsFollow || !isOwned) ? next : undefined;
  if (!isPhrase(previous) || (doLabelsFollow && after)) return { before: undefined, after };
  const pointsFar = previous.label.isColonAtEnd || previous.label.kind === "signature";
  const isBefore = start(line) - end(previous) <= (pointsFar ? nearWithColon : near);
  return { before: isBefore ? previous : undefined, after };
}

/** In small print under the line, from its beginning; nearest first. */
const under = ({ rect, base }: WritingLine, phrases: readonly Phrase[]): readonly Phrase[] =>
  phrases
    .filter(({ rect: { x, y, width } }) => {
      const centre = x + width / 2;
      return (
        y >= base - 3 &&
        y <= base + captionReach &&
        x >= rect.x - 12 &&
        centre >= rect.x - 6 &&
        centre <= rightOf(rect) + 6
      );
    })
    .sort((one, other) => one.rect.y - other.rect.y);

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
  { before, after, caption, signer, head, row }: Neighbours,
  isLikelyPlace: boolean,
): Finding | undefined {
  const order = before?.label.isColonAtEnd ? [before, caption, after] : [caption, before, after];
  const nearby = order.filter((phrase) => phrase !== undefined);
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
  const telling = by.length === 0 && signer && nearby.length === 0 ? [signer] : by;
  return telling.length > 0 ? { isCertain: false, by: telling } : undefined;
}

/** A party's word, or "/Ivanov I. I./" as Russian and Uzbek contracts print names after the line. */
const isPersonal = ({ label, text }: Phrase): boolean =>
  !label.isSentence && (label.parties.length > 0 || /^[/(]\s*\p{Lu}.*[/)]$/u.test(text.trim()));
