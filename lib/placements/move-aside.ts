import { pageSize } from "./geometry";
import type { PageBox, PdfRect, PlacementInput } from "./schema";

/** What the provider will write on a page; `page` is 1-based. */
type Mark = { readonly page: number; readonly rect: PdfRect };

/** Between a box and what it was moved away from. Points. */
const gap = 6;

type Rect = Omit<PdfRect, "space">;

const doOverlap = (one: Rect, other: Rect): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

/** Whether the provider will write over a part of this box. */
export const isCovered = (box: PlacementInput, marks: readonly Mark[]): boolean =>
  marks.some(({ page, rect }) => page === box.page && doOverlap(box, rect));

/**
 * The nearest place on its page where a box is neither covered nor on top of another one.
 * @returns undefined where there is none
 */
export function moveAside(
  box: PlacementInput,
  boxes: readonly PlacementInput[],
  marks: readonly Mark[],
  pages: readonly PageBox[],
): PdfRect | undefined {
  const page = pages[box.page - 1];
  if (!page) return undefined;
  const size = pageSize(page);
  const { x, y, width, height } = box;
  const onPage = marks.filter((mark) => mark.page === box.page).map(({ rect }) => rect);
  const taken: readonly Rect[] = [
    ...onPage,
    ...boxes.filter(({ id, page: at }) => id !== box.id && at === box.page),
  ];
  const xs = [x, ...taken.flatMap((rect) => [rect.x - gap - width, rect.x + rect.width + gap])];
  const ys = [y, ...taken.flatMap((rect) => [rect.y - gap - height, rect.y + rect.height + gap])];
  const places = xs.flatMap((left) => ys.map((low) => ({ x: left, y: low, width, height })));
  const distance = (rect: Rect) => Math.hypot(rect.x - x, rect.y - y);
  const [nearest] = places
    .filter(
      (rect) =>
        rect.x >= 0 &&
        rect.y >= 0 &&
        rect.x + width <= size.width &&
        rect.y + height <= size.height &&
        !taken.some((other) => doOverlap(rect, other)),
    )
    .sort((one, other) => distance(one) - distance(other));
  return nearest && { space: "pdf", ...nearest };
}
