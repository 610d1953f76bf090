import type { Size } from "@/lib/placements/geometry";
import { clampToPage, pageSize, toPdfRect, toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, PdfRect, PlacementInput, ViewRect } from "@/lib/placements/schema";

/** A box as it is saved: page (1-based) and rectangle in points. */
export type Box = PlacementInput;

/** A new box as seen on screen, on pages of every rotation. Points. */
export const newBoxSize: Size = { width: 160, height: 48 };

/** No smaller than the provider asks for or advises. */
export const newBoxFor = ({ minimum }: { readonly minimum: Size }): Size => ({
  width: Math.max(newBoxSize.width, minimum.width),
  height: Math.max(newBoxSize.height, minimum.height),
});

export const rectOf = ({ x, y, width, height }: Box): PdfRect => ({
  space: "pdf",
  x,
  y,
  width,
  height,
});

/** The box as it is seen on its page, upright, in points from the upper left corner. */
export const seenOn = (box: Box, page: PageBox): ViewRect => toViewRect(rectOf(box), page, 1);

/** Hundredths of a point: far below what a printer can show, and readable in a database. */
const tidy = (length: number): number => Math.round(length * 100) / 100;

/** Puts a box freely on a page (1-based), moved inside. A page that is not there leaves it as it was. */
export function onPage(box: Box, page: number, rect: PdfRect, pages: readonly PageBox[]): Box {
  const place = pages[page - 1];
  if (!place) return box;
  const size = pageSize(place);
  const { x, y, width, height } = clampToPage(rect, place);
  return {
    id: box.id,
    recipientId: box.recipientId,
    page,
    x: Math.min(tidy(x), size.width - width),
    y: Math.min(tidy(y), size.height - height),
    width: tidy(width),
    height: tidy(height),
  };
}

/** Edits the box as it is seen on its page, upright, in points from the upper left corner. */
export function reshape(
  box: Box,
  pages: readonly PageBox[],
  edit: (seen: ViewRect, page: PageBox) => ViewRect,
): Box {
  const page = pages[box.page - 1];
  if (!page) return box;
  return onPage(box, box.page, toPdfRect(edit(seenOn(box, page), page), page, 1), pages);
}

/** Lets the box grow, as it is seen, to what can be made by hand; a smaller page is the limit. */
export const grown = (box: Box, pages: readonly PageBox[], smallest: Size): Box =>
  reshape(box, pages, (seen, page) => {
    const size = viewSize(page, 1);
    const width = Math.min(Math.max(seen.width, smallest.width), size.width);
    const height = Math.min(Math.max(seen.height, smallest.height), size.height);
    return { ...seen, width, height };
  });

/** Boxes in the order in which a person reads them: page, then from the top, then from the left. */
export function inReadingOrder(boxes: readonly Box[], pages: readonly PageBox[]): readonly Box[] {
  const seenAt = (box: Box) => {
    const place = pages[box.page - 1];
    const seen = place && seenOn(box, place);
    return [box.page, seen?.y ?? 0, seen?.x ?? 0] as const;
  };
  return boxes
    .map((box) => ({ box, at: seenAt(box) }))
    .sort(({ at: one }, { at: other }) => {
      const [page, y, x] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
      return page || y || x;
    })
    .map(({ box }) => box);
}
