import type { ViewRect } from "./schema";

/** Six ways to align, two to distribute, three to match; physical, as seen on screen. */
export const arrangements = [
  "left",
  "centre",
  "right",
  "top",
  "middle",
  "bottom",
  "across",
  "down",
  "width",
  "height",
  "size",
] as const;
export type Arrangement = (typeof arrangements)[number];

/** Boxes of one group stand on one page. */
type Member = { readonly rect: ViewRect; readonly group: number };

/**
 * Where the boxes go, in their order. Edges and centres are aligned to all boxes together; sizes
 * are those of the box that was chosen last; gaps become equal within a group of three or more,
 * whose outermost boxes stay.
 */
export function arrange(members: readonly Member[], how: Arrangement): readonly ViewRect[] {
  const rects = members.map(({ rect }) => rect);
  const last = rects.at(-1);
  if (!last || rects.length < 2) return rects;
  const left = Math.min(...rects.map(({ x }) => x));
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const top = Math.min(...rects.map(({ y }) => y));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  const edit: Record<
    Exclude<Arrangement, "across" | "down">,
    (rect: ViewRect) => Partial<ViewRect>
  > = {
    left: () => ({ x: left }),
    centre: ({ width }) => ({ x: (left + right - width) / 2 }),
    right: ({ width }) => ({ x: right - width }),
    top: () => ({ y: top }),
    middle: ({ height }) => ({ y: (top + bottom - height) / 2 }),
    bottom: ({ height }) => ({ y: bottom - height }),
    width: () => ({ width: last.width }),
    height: () => ({ height: last.height }),
    size: () => ({ width: last.width, height: last.height }),
  };
  if (how === "across") return distribute(members, "x", "width");
  if (how === "down") return distribute(members, "y", "height");
  return rects.map((rect) => ({ ...rect, ...edit[how](rect) }));
}

function distribute(
  members: readonly Member[],
  start: "x" | "y",
  length: "width" | "height",
): readonly ViewRect[] {
  const next = members.map(({ rect }) => rect);
  for (const group of new Set(members.map((member) => member.group))) {
    const line = [...members.keys()]
      .filter((at) => members[at]?.group === group)
      .sort((one, other) => (next[one]?.[start] ?? 0) - (next[other]?.[start] ?? 0));
    const rects = line.flatMap((at) => next[at] ?? []);
    const [first, last] = [rects[0], rects.at(-1)];
    if (!first || !last || rects.length < 3) continue;
    const taken = rects.reduce((sum, rect) => sum + rect[length], 0);
    const gap = (last[start] + last[length] - first[start] - taken) / (rects.length - 1);
    let place = first[start];
    for (const [order, at] of line.entries()) {
      const rect = rects[order];
      if (!rect) continue;
      next[at] = { ...rect, [start]: place };
      place += rect[length] + gap;
    }
  }
  return next;
}
