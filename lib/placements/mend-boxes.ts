import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { Problem } from "./check-rules";
import { clampToPage } from "./geometry";
import { freed } from "./position-rect";
import type { PageBox, PdfRect, PlacementInput } from "./schema";

type Box = PlacementInput;

/**
 * Rules that a new or moved box may break, the weightiest first; a first box may stand although
 * others are still missing.
 */
const ofBoxes: readonly Problem["code"][] = [
  "too_many_boxes",
  "boxes_on_different_pages",
  "box_too_small",
  "box_for_other_role",
  "page_turned",
  "page_offset",
];

const keyOf = ({ code, placementId, recipientId }: Problem): string =>
  `${code} ${placementId ?? ""} ${recipientId ?? ""}`;

/** The rule that a change would break anew; what was broken before is no reason to refuse it. */
export function findRefusal(
  before: readonly Problem[],
  after: readonly Problem[],
): Problem | undefined {
  const known = new Set(before.map(keyOf));
  const fresh = after.filter((problem) => !known.has(keyOf(problem)));
  return ofBoxes
    .map((code) => fresh.find((problem) => problem.code === code))
    .find((problem) => problem !== undefined);
}

/** All boxes on one page (1-based), each at its place or as near as the page is wide and high. */
export const moveAllToPage = (
  boxes: readonly Box[],
  page: number,
  pages: readonly PageBox[],
): Box[] =>
  boxes.map((box) => {
    const place = pages[page - 1];
    if (!place || box.page === page) return box;
    const { space: _, ...rect } = clampToPage({ space: "pdf", ...box }, place);
    return { ...freed(box), ...sidesOf(rect), page };
  });

/**
 * The boxes without a problem that can be mended without asking: the later of two boxes stays, all
 * follow the first one to its page, a small one grows, a box of somebody who does not sign goes.
 * @returns undefined where a person has to decide
 */
export function mendBoxes(
  problem: Problem,
  boxes: readonly Box[],
  pages: readonly PageBox[],
  { minimum }: Pick<Capabilities["boxes"], "minimum">,
): Box[] | undefined {
  switch (problem.code) {
    case "boxes_on_different_pages":
      return boxes[0] && moveAllToPage(boxes, boxes[0].page, pages);
    case "too_many_boxes": {
      const newest = boxes.findLast(({ recipientId }) => recipientId === problem.recipientId);
      return boxes.filter((box) => box.recipientId !== problem.recipientId || box === newest);
    }
    case "box_for_other_role":
      return boxes.filter(({ id }) => id !== problem.placementId);
    case "box_too_small":
    case "box_outside_page":
      return boxes.map((box) =>
        box.id === problem.placementId ? grown(box, pages, minimum) : box,
      );
    default:
      return undefined;
  }
}

/** At least the smallest size, lying or standing as it is, and inside its page. */
function grown(
  box: Box,
  pages: readonly PageBox[],
  minimum: { width: number; height: number },
): Box {
  const page = pages[box.page - 1];
  if (!page) return box;
  const [long, short] = [
    Math.max(minimum.width, minimum.height),
    Math.min(minimum.width, minimum.height),
  ];
  const isLying = box.width >= box.height;
  const { x, y } = box;
  const width = Math.max(box.width, isLying ? long : short);
  const height = Math.max(box.height, isLying ? short : long);
  return { ...freed(box), ...sidesOf(clampToPage({ space: "pdf", x, y, width, height }, page)) };
}

const sidesOf = ({ x, y, width, height }: Omit<PdfRect, "space">) => ({
  x,
  y,
  width,
  height,
});
