import { toViewRect } from "@/lib/placements/geometry";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import type { Box } from "./box";
import { rectOf } from "./box";

export const viewOf = (box: Box, page: PageBox, zoom: number): ViewRect =>
  toViewRect(rectOf(box), page, zoom);

export const styleOf = ({ x, y, width, height }: ViewRect) => ({
  left: `${x}px`,
  top: `${y}px`,
  width: `${width}px`,
  height: `${height}px`,
});

/** The smallest rectangle around all of these. */
export function boundsOf(rects: readonly ViewRect[]): ViewRect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { space: "view", x, y, width: right - x, height: bottom - y };
}
