import type { Size } from "./geometry";
import type { Rules } from "./read-rules";
import type { PageText } from "./read-text";
import { bottomOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

/** A signature as most people write it. Points as seen. */
const wanted = { width: 160, height: 48 } as const;
const lowest = 24;
const narrowest = 72;

/** What is on the page already, as seen, in points from the upper left. */
export type Taken = { readonly rects: readonly ViewRect[]; readonly size: Size };

export const takenBy = (text: PageText, rules: Rules, size: Size): Taken => ({
  rects: [
    ...text.phrases.map(({ rect }) => rect),
    ...text.lines.map((line) => ({ ...line, y: bottomOf(line) - 1, height: 1 })),
    ...rules.horizontal,
    ...rules.vertical,
  ],
  size,
});

const doTouch = (one: ViewRect, other: ViewRect): boolean =>
  one.x < rightOf(other) - 1 &&
  other.x < rightOf(one) - 1 &&
  one.y < bottomOf(other) - 1 &&
  other.y < bottomOf(one) - 1;

export const isFree = (rect: ViewRect, { rects, size }: Taken): boolean =>
  rect.x >= 0 &&
  rect.y >= 0 &&
  rightOf(rect) <= size.width &&
  bottomOf(rect) <= size.height &&
  !rects.some((other) => doTouch(rect, other));

/** On a line that is signed on: as high as the space above it allows. @param base height of the line */
export function boxOnLine(line: ViewRect, base: number, { rects, size }: Taken): ViewRect {
  const width = Math.min(wanted.width, Math.max(narrowest, line.width), size.width);
  const x = Math.min(Math.max(0, line.x + line.width / 2 - width / 2), size.width - width);
  const above = rects
    .filter((rect) => rect.x < x + width - 2 && rightOf(rect) > x + 2 && bottomOf(rect) < base - 4)
    .map(bottomOf);
  const free = base - Math.max(0, ...above);
  const height = Math.min(wanted.height, Math.max(lowest, free));
  const sunk = Math.max(0, lowest - free) / 2;
  const y = Math.min(Math.max(0, base - height + sunk), size.height - height);
  return { space: "view", x, y, width, height };
}

/** In the middle of an empty area; undefined where nobody could sign. */
export function boxInside(area: ViewRect, taken: Taken): ViewRect | undefined {
  const margin = 2;
  const width = Math.min(wanted.width, area.width - 2 * margin);
  const height = Math.min(wanted.height, area.height - 2 * margin);
  if (width < narrowest * 0.6 || height < 14) return undefined;
  const x = area.x + area.width / 2 - width / 2;
  const y = area.y + area.height / 2 - height / 2;
  const box = { space: "view", x, y, width, height } as const;
  return isFree(box, taken) ? box : undefined;
}

/**
 * Beside a word without a line: where it asks for it, under it, or over it.
 * @param block the word and what belongs to it below
 */
export function boxBeside(
  word: ViewRect,
  block: ViewRect,
  how: { readonly isColonAtEnd: boolean; readonly isRightToLeft: boolean },
  taken: Taken,
): ViewRect | undefined {
  const gap = 5;
  const at = (x: number, y: number): ViewRect => ({ space: "view", x, y, ...wanted });
  const after = at(
    how.isRightToLeft ? word.x - gap - wanted.width : rightOf(word) + gap,
    word.y + word.height / 2 - wanted.height / 2,
  );
  const centred = Math.min(
    Math.max(0, word.x + word.width / 2 - wanted.width / 2),
    Math.max(0, taken.size.width - wanted.width),
  );
  const below = at(centred, bottomOf(block) + gap);
  const above = at(centred, word.y - gap - wanted.height);
  const places = how.isColonAtEnd ? [after, below, above] : [below, above, after];
  return places.find((place) => isFree(place, taken));
}
