import { toUserSpaceRect } from "@/lib/placements/geometry";
import type { PageBox, PdfRect } from "@/lib/placements/schema";
import type { LoadedPdf } from "./load-pdf";
import { listPages } from "./load-pdf";

/** A box that a signer's mark may fill. `page` is 1-based. */
export type MarkBox = { readonly page: number; readonly rect: PdfRect };

export type PageDifference = "pages_differ" | "text_differs";

/** Points around a box that a mark's own frame may reach into. */
const margin = 3;
/** Points by which a rewritten page's box may differ. */
const tolerance = 0.5;

/**
 * Whether two files show the same pages, apart from what stands in the marks' boxes: as many pages,
 * of the same boxes and rotation, each with the same letters in the same order.
 */
export function findPageDifferences(
  sent: LoadedPdf,
  returned: LoadedPdf,
  boxes: readonly MarkBox[],
): PageDifference[] {
  const [before, after] = [listPages(sent), listPages(returned)];
  const isSameShape =
    before.length === after.length &&
    before.every(({ box }, index) => isSameBox(box, after[index]?.box));
  if (!isSameShape) return ["pages_differ"];
  const differs = before.some(({ box }, index) => {
    const areas = boxes
      .filter(({ page }) => page === index + 1)
      .map(({ rect }) => toUserSpaceRect(rect, box));
    return lettersOf(sent, index, areas) !== lettersOf(returned, index, areas);
  });
  return differs ? ["text_differs"] : [];
}

const isSameBox = (one: PageBox, other: PageBox | undefined): boolean =>
  other !== undefined &&
  one.rotation === other.rotation &&
  one.userUnit === other.userUnit &&
  one.cropBox.every((side, index) => Math.abs(side - (other.cropBox[index] ?? 0)) <= tolerance);

type Area = readonly [number, number, number, number];

/** All letters of a page outside the areas, in the order of its content, without spaces. */
function lettersOf({ pdf }: LoadedPdf, index: number, areas: readonly Area[]): string {
  const page = pdf.getPage(index);
  if (!page) return "";
  return page
    .extractText()
    .lines.flatMap(({ spans }) => spans.flatMap(({ chars }) => chars))
    .filter(({ bbox }) => !areas.some((area) => isInside(bbox, area)))
    .toSorted((one, other) => (one.sequenceIndex ?? 0) - (other.sequenceIndex ?? 0))
    .map(({ char }) => char)
    .join("")
    .replaceAll(/\s/gu, "");
}

function isInside(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  [left, bottom, right, top]: Area,
): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return (
    middleX >= left - margin &&
    middleX <= right + margin &&
    middleY >= bottom - margin &&
    middleY <= top + margin
  );
}
