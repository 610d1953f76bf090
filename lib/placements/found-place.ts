import type { Party } from "./party-words";
import type { PageText, Phrase } from "./read-text";
import { bottomOf, boundsOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

export const findReasons = ["form_field", "line_with_word", "underscores", "word"] as const;
export type FindReason = (typeof findReasons)[number];

/** A place on the page as seen, in points from the upper left, and the words it was known by. */
export type Found = {
  readonly box: ViewRect;
  readonly by: readonly Phrase[];
  readonly reason: FindReason;
  /** 0 to 1. */
  readonly confidence: number;
  /** What it was known by, as printed; of a signature field its name. */
  readonly words: string;
};
type Place = Pick<Found, "box" | "by">;

export const isSamePlace = (one: ViewRect, other: ViewRect): boolean => {
  const width = Math.min(rightOf(one), rightOf(other)) - Math.max(one.x, other.x);
  const height = Math.min(bottomOf(one), bottomOf(other)) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return false;
  return width * height > 0.2 * Math.min(one.width * one.height, other.width * other.height);
};

/** The place with the words that it was known by. */
const blockOf = ({ box, by }: Place): ViewRect => boundsOf([box, ...by.map(({ rect }) => rect)]);

/** The party of its own words, or of the words that stand over or under it. */
export const partyOfPlace = (place: Place, text: PageText): Party | undefined =>
  partyOf(place.by) ?? partyNear(place, text)?.label.parties[0];

/** What names one party and stands nearest over or under the place, in its column. */
function partyNear(place: Place, { phrases }: PageText): Phrase | undefined {
  const block = blockOf(place);
  const reach = { above: 230, below: 50 };
  const around = phrases
    .filter(({ label }) => !label.isSentence && label.parties.length === 1)
    .filter(({ rect }) => rect.x < rightOf(block) + 20 && rightOf(rect) > block.x - 20)
    .map((phrase) => {
      const above = block.y - bottomOf(phrase.rect);
      const below = phrase.rect.y - bottomOf(block);
      return { phrase, above, below, distance: Math.max(above, below) };
    })
    .filter(({ above, below }) => above <= reach.above && below <= reach.below)
    .sort((one, other) => one.distance - other.distance);
  return around[0]?.phrase;
}

/** What tells people of it in a list: the party, where its own words do not say it, and those. */
export function wordsOfPlace(found: Found, text: PageText): string {
  const head = partyOf(found.by) ? undefined : partyNear(found, text)?.text;
  return [head ?? "", found.words]
    .map((words) => words.replace(/^[\s:：]+|[\s:：]+$/g, ""))
    .filter(Boolean)
    .join(" · ");
}

const reach = 60;

/**
 * What it was known by, and what stands within a few lines of it and nearer to no other place.
 * @param places all of the page, this one too
 */
export function textsAround(
  place: Place,
  places: readonly Place[],
  { phrases }: PageText,
): readonly string[] {
  const others = places.filter((other) => other !== place).map(blockOf);
  const block = blockOf(place);
  const around = phrases.filter(({ rect }) => {
    const distance = distanceOf(rect, block);
    return distance <= reach && others.every((other) => distanceOf(rect, other) >= distance);
  });
  return [...new Set([...place.by, ...around].map(({ text }) => text))];
}

/** Between the nearest edges; to the side twice as far, because people read in columns. */
function distanceOf(one: ViewRect, other: ViewRect): number {
  const across = Math.max(one.x - rightOf(other), other.x - rightOf(one), 0);
  const down = Math.max(one.y - bottomOf(other), other.y - bottomOf(one), 0);
  return Math.hypot(2 * across, down);
}

const partyOf = (phrases: readonly Phrase[]): Party | undefined => {
  const named = new Set(phrases.flatMap(({ label }) => label.parties));
  const [only] = named;
  return named.size === 1 ? only : undefined;
};
