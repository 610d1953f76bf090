import type { Size } from "@/lib/placements/geometry";
import type { ViewRect } from "@/lib/placements/schema";
import { doOverlap } from "./place-box";

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
/** `none`: the list beside the pages has them. */
export type ButtonsPlace = "inside" | OutsidePlace | "none";

export type Ghost = { readonly view: ViewRect; readonly hasPerson: boolean };

/**
 * Where the proposals of a page have their buttons: in a large one, else beside it, where they cover
 * neither a neighbour nor a box nor other buttons.
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
    const free = outside
      .map((place) => ({ place, rect: buttonsRect(view, place, buttons) }))
      .find(({ rect }) => isOnPage(rect, page) && !taken.some((other) => doOverlap(rect, other)));
    if (!free) return "none";
    taken.push(free.rect);
    return free.place;
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
