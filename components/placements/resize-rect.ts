import type { Size } from "@/lib/placements/geometry";
import type { ViewRect } from "@/lib/placements/schema";

/** The eight handles by compass point, physical: `n` is up, `w` is at the left of the screen. */
export const handles = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof handles)[number];

const between = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/**
 * Pulls one handle by `dx`, `dy` CSS pixels. The opposite side stays where it is; the box stays on
 * its page and no smaller than `smallest`.
 */
export function resizeRect(
  rect: ViewRect,
  handle: Handle,
  { dx, dy }: { readonly dx: number; readonly dy: number },
  smallest: Size,
  page: Size,
): ViewRect {
  let [left, top] = [rect.x, rect.y];
  let [right, bottom] = [rect.x + rect.width, rect.y + rect.height];
  if (handle.includes("w")) left = between(left + dx, 0, Math.max(0, right - smallest.width));
  if (handle.includes("e"))
    right = between(right + dx, Math.min(page.width, left + smallest.width), page.width);
  if (handle.includes("n")) top = between(top + dy, 0, Math.max(0, bottom - smallest.height));
  if (handle.includes("s"))
    bottom = between(bottom + dy, Math.min(page.height, top + smallest.height), page.height);
  return { space: "view", x: left, y: top, width: right - left, height: bottom - top };
}

/** The box between two corners, grown from its first corner to `smallest` and kept on the page. */
export function drawnRect(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  smallest: Size,
  page: Size,
): ViewRect {
  const width = between(Math.abs(to.x - from.x), smallest.width, page.width);
  const height = between(Math.abs(to.y - from.y), smallest.height, page.height);
  return moveRect(
    {
      space: "view",
      x: to.x < from.x ? from.x - width : from.x,
      y: to.y < from.y ? from.y - height : from.y,
      width,
      height,
    },
    { dx: 0, dy: 0 },
    page,
  );
}

/** Moves a box by CSS pixels and keeps it on its page. */
export function moveRect(
  rect: ViewRect,
  { dx, dy }: { readonly dx: number; readonly dy: number },
  page: Size,
): ViewRect {
  return {
    ...rect,
    x: between(rect.x + dx, 0, Math.max(0, page.width - rect.width)),
    y: between(rect.y + dy, 0, Math.max(0, page.height - rect.height)),
  };
}
