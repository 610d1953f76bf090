import type { Size } from "@/lib/placements/geometry";
import type { ViewRect } from "@/lib/placements/schema";

/** Both buttons, for a mouse and for a finger. CSS pixels. */
export const buttonSizes: Readonly<Record<"fine" | "coarse", Size>> = {
  fine: { width: 58, height: 30 },
  coarse: { width: 92, height: 46 },
};
/** What a person's badge takes of a proposal. CSS pixels. */
const badgeWidth = 48;
/** By this much, half of it at each side, buttons may be higher than what holds them. CSS pixels. */
const slack = 6;
/** Between a proposal and its buttons. CSS pixels. */
export const buttonsGap = 4;

const outside = ["right", "left", "below", "above"] as const;
type OutsidePlace = (typeof outside)[number];
export type ButtonsPlace = "inside" | OutsidePlace;

export type Ghost = { readonly view: ViewRect; readonly hasPerson: boolean };

/**
 * Where the proposals of a page have their buttons: in a large one, else where they cover least of
 * its neighbours, of the boxes and of other buttons.
 */
export function placeButtons(
  ghosts: readonly Ghost[],
  boxes: readonly ViewRect[],
  page: Size,
  buttons: Size,
): readonly ButtonsPlace[] {
  const taken = [...ghosts.map(({ view }) => view), ...boxes];
  return ghosts.map(({ view, hasPerson }) => {
    const width = buttons.width + (hasPerson ? badgeWidth : 0);
    if (view.width >= width && view.height + slack >= buttons.height) return "inside";
    const [best] = outside
      .map((place) => ({ place, rect: buttonsRect(view, place, buttons) }))
      .filter(({ rect }) => isOnPage(rect, page))
      .map((choice) => ({ ...choice, covered: coveredBy(choice.rect, taken) }))
      .sort((one, other) => one.covered - other.covered);
    if (!best) return "inside";
    taken.push(best.rect);
    return best.place;
  });
}

/** What both buttons take there, in CSS pixels of the page. */
export function buttonsRect(ghost: ViewRect, place: OutsidePlace, buttons: Size): ViewRect {
  const right = ghost.x + ghost.width;
  const middle = ghost.y + (ghost.height - buttons.height) / 2;
  const [x, y] = {
    right: [right + buttonsGap, middle],
    left: [ghost.x - buttonsGap - buttons.width, middle],
    below: [right - buttons.width, ghost.y + ghost.height + buttonsGap],
    above: [right - buttons.width, ghost.y - buttonsGap - buttons.height],
  }[place] as [number, number];
  return { space: "view", x, y, ...buttons };
}

const isOnPage = ({ x, y, width, height }: ViewRect, page: Size): boolean =>
  x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height;

/** Square pixels. */
const coveredBy = (rect: ViewRect, others: readonly ViewRect[]): number =>
  others.reduce((sum, other) => sum + sharedArea(rect, other), 0);

function sharedArea(one: ViewRect, other: ViewRect): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}
