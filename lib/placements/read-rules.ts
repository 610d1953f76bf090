import { toViewRect } from "./geometry";
import type { PageFacts } from "./page-facts";
import { bottomOf, rightOf } from "./read-text";
import type { ViewRect } from "./schema";

/** Straight lines of a page as seen: `height` of a horizontal one is how thick it is. */
export type Rules = {
  readonly horizontal: readonly ViewRect[];
  readonly vertical: readonly ViewRect[];
};

/** A page with more is a drawing, and not worth the time. */
const mostSegments = 6000;
const thickest = 4;
const shortest = 8;
/** Between the dashes of one line. */
const widestGap = 6;

/** Joins dashes and the pieces of a table's borders. Lengths are points. */
export function readRules({ page, segments }: Pick<PageFacts, "page" | "segments">): Rules {
  if (segments.length > mostSegments) return { horizontal: [], vertical: [] };
  const seen = segments.map((segment) => toViewRect(segment, page, 1));
  const flat = seen.filter(({ width, height }) => height <= thickest && width > height);
  const upright = seen.filter(({ width, height }) => width <= thickest && height > width);
  const horizontal = join(flat).filter(({ width }) => width >= shortest);
  const vertical = join(upright.map(turned))
    .map(turned)
    .filter(({ height }) => height >= shortest);
  return { horizontal, vertical };
}

const turned = ({ space, x, y, width, height }: ViewRect): ViewRect => ({
  space,
  x: y,
  y: x,
  width: height,
  height: width,
});

function join(lines: readonly ViewRect[]): ViewRect[] {
  const joined: ViewRect[] = [];
  const inOrder = lines.toSorted(
    (one, other) => Math.round(one.y) - Math.round(other.y) || one.x - other.x,
  );
  for (const line of inOrder) {
    const last = joined.at(-1);
    const isOne = last && Math.abs(last.y - line.y) <= 1.5 && line.x - rightOf(last) <= widestGap;
    if (isOne) {
      const width = Math.max(rightOf(last), rightOf(line)) - last.x;
      joined[joined.length - 1] = { ...last, width, height: Math.max(last.height, line.height) };
    } else joined.push(line);
  }
  return joined;
}

const touch = 3;

/** Whether a horizontal line runs from one upright line to another: the border of a table's cell. */
export function isBorder(line: ViewRect, { vertical }: Rules): boolean {
  const meets = (x: number) =>
    vertical.some(
      (post) =>
        Math.abs(post.x - x) <= touch &&
        post.y <= line.y + touch &&
        bottomOf(post) >= line.y - touch,
    );
  return meets(line.x) && meets(rightOf(line));
}

/** The cell of a table, or the frame, around this point. */
export function cellAround(
  x: number,
  y: number,
  { horizontal, vertical }: Rules,
): ViewRect | undefined {
  const across = horizontal.filter((line) => line.x <= x + touch && rightOf(line) >= x - touch);
  const posts = vertical.filter((post) => post.y <= y + touch && bottomOf(post) >= y - touch);
  const top = Math.max(...across.filter((line) => line.y < y).map((line) => line.y));
  const bottom = Math.min(...across.filter((line) => line.y > y).map((line) => line.y));
  const left = Math.max(...posts.filter((post) => post.x < x).map((post) => post.x));
  const right = Math.min(...posts.filter((post) => post.x > x).map((post) => post.x));
  const [width, height] = [right - left, bottom - top];
  return Number.isFinite(width) && Number.isFinite(height)
    ? { space: "view", x: left, y: top, width, height }
    : undefined;
}
