import { isDeepStrictEqual } from "node:util";
import { AppError } from "@/lib/kernel/errors";
import { toUserSpaceRect } from "@/lib/placements/geometry";
import type { PageBox, PdfRect } from "@/lib/placements/schema";
import { readAnnotations } from "./compare-annotations";
import type { LoadedPdf, PdfPage } from "./load-pdf";
import { listPages } from "./load-pdf";
import { readPageText } from "./read-page-text";

/** A box that a signer's mark may fill. `page` is 1-based. */
export type MarkBox = { readonly page: number; readonly rect: PdfRect };

export type PageDifference = "pages_differ" | "text_differs" | "annotations_differ";

/** Points around a box that a mark's own frame may reach into. */
const margin = 3;
/** Points by which a rewritten page's box may differ. */
const tolerance = 0.5;

/**
 * Whether two files show the same pages, apart from what stands in the marks' boxes: as many pages,
 * of the same boxes and rotation, each with the same letters in the same order and the same
 * annotations over it. Signatures may stand anywhere, and a mark that is an annotation also on the
 * later pages, because some providers repeat it there.
 * @param writtenPages on which something may stand before or after all that was sent
 */
export function findPageDifferences(
  sent: LoadedPdf,
  returned: LoadedPdf,
  boxes: readonly MarkBox[],
  writtenPages: readonly number[] = [],
): PageDifference[] {
  const before = listPages(sent);
  const after = pagesOf(returned);
  const isSameShape =
    before.length === after.length &&
    before.every(({ box }, index) => isSameBox(box, after[index]?.box));
  if (!isSameShape) return ["pages_differ"];
  const areasOf = (index: number, isMeant: (page: number) => boolean): Area[] => {
    const box = before[index]?.box;
    if (!box) return [];
    return boxes.filter(({ page }) => isMeant(page)).map(({ rect }) => toUserSpaceRect(rect, box));
  };
  const hasOtherText = before.some((_, index) => {
    const areas = areasOf(index, (page) => page === index + 1);
    const [own, found] = [lettersOf(sent, index, areas), lettersOf(returned, index, areas)];
    if (!writtenPages.includes(index + 1)) return own !== found;
    return !found.startsWith(own) && !found.endsWith(own);
  });
  const isMark = (rect: Area, index: number) =>
    areasOf(index, (page) => page <= index + 1).some((area) => isWithin(rect, area));
  const hasOtherAnnotations = !isDeepStrictEqual(
    readAnnotations(sent, before, isMark),
    readAnnotations(returned, after, isMark),
  );
  return [
    ...(hasOtherText ? (["text_differs"] as const) : []),
    ...(hasOtherAnnotations ? (["annotations_differ"] as const) : []),
  ];
}

/** None, where the page tree is one that we would not have sent. */
function pagesOf(document: LoadedPdf): PdfPage[] {
  try {
    return listPages(document);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

const isSameBox = (one: PageBox, other: PageBox | undefined): boolean =>
  other !== undefined &&
  one.rotation === other.rotation &&
  one.userUnit === other.userUnit &&
  one.cropBox.every((side, index) => Math.abs(side - (other.cropBox[index] ?? 0)) <= tolerance);

/** Sides in user space: left, bottom, right, top. */
type Area = readonly [number, number, number, number];

/** All letters of a page outside the areas, in the order of its content, without spaces. */
function lettersOf(file: LoadedPdf, index: number, areas: readonly Area[]): string {
  const text = readPageText(file, index);
  if (!text) return "";
  return text.lines
    .flatMap(({ spans }) => spans.flatMap(({ chars }) => chars))
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

const isWithin = (inner: Area, [left, bottom, right, top]: Area): boolean =>
  inner[0] >= left - margin &&
  inner[1] >= bottom - margin &&
  inner[2] <= right + margin &&
  inner[3] <= top + margin;
