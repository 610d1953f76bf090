import type { Size } from "@/lib/placements/geometry";
import { toPdfRect, toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import type { Box } from "./box";
import { rectOf } from "./box";
import { moveRect } from "./resize-rect";

export type Point = { readonly x: number; readonly y: number };

/**
 * A new box around this point of the page, upright as seen. CSS pixels from the upper left.
 * @param wanted points
 */
export function newBoxAround(centre: Point, page: PageBox, zoom: number, wanted: Size): ViewRect {
  const size = viewSize(page, zoom);
  const width = Math.min(wanted.width * zoom, size.width);
  const height = Math.min(wanted.height * zoom, size.height);
  const rect = {
    space: "view",
    x: centre.x - width / 2,
    y: centre.y - height / 2,
    width,
    height,
  } as const;
  return moveRect(rect, { dx: 0, dy: 0 }, size);
}

export const doOverlap = (one: ViewRect, other: ViewRect): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** Goes down, then starts again at the top, until no box of the page is in the way. */
export function freePlace(
  wanted: ViewRect,
  boxes: readonly Box[],
  page: PageBox,
  zoom: number,
): ViewRect {
  const taken = boxes.map((box) => toViewRect(rectOf(box), page, zoom));
  const { height } = viewSize(page, zoom);
  const pitch = wanted.height + 8 * zoom;
  for (let tries = 0; tries * pitch < height; tries++) {
    const room = Math.max(1, height - wanted.height);
    const rect = { ...wanted, y: (wanted.y + tries * pitch) % room };
    if (!taken.some((other) => doOverlap(rect, other))) return rect;
  }
  return wanted;
}

/** What is saved of a rectangle that was drawn on a page (1-based). */
export function toBox(
  view: ViewRect,
  page: number,
  place: PageBox,
  zoom: number,
  who: { readonly id: string; readonly recipientId: string },
): Box {
  const { x, y, width, height } = toPdfRect(view, place, zoom);
  return { id: who.id, recipientId: who.recipientId, page, x, y, width, height };
}

/** Whole millimetres of a length in points. */
export const toMillimetres = (points: number): number => Math.round((points * 25.4) / 72);

/** Size and place of a box as seen on its page, in whole millimetres from the upper left. */
export function inMillimetres(box: Box, page: PageBox) {
  const seen = toViewRect(rectOf(box), page, 1);
  return {
    x: toMillimetres(seen.x),
    y: toMillimetres(seen.y),
    width: toMillimetres(seen.width),
    height: toMillimetres(seen.height),
  };
}
