import type { BoxPosition, Capabilities } from "@/lib/vocabulary/capabilities";
import { toPdfRect, viewSize } from "./geometry";
import type { PageBox, PdfRect } from "./schema";

/** The places that a provider knows by name, and how large a box is there. */
export type BoxPositions = NonNullable<Capabilities["boxes"]["positions"]>;

/** Where a provider's named place lies on a page, upright as a reader sees it. */
export function positionRect(
  position: BoxPosition,
  page: PageBox,
  { width, height, margin }: Pick<BoxPositions, "width" | "height" | "margin">,
): PdfRect {
  const size = viewSize(page, 1);
  const [row, column] = position.split("_");
  const wide = Math.min(width, size.width);
  const high = Math.min(height, size.height);
  /** On a page with too little room for the margin there is only the middle. */
  const along = (part: string | undefined, room: number) => {
    const edge = Math.min(margin, room / 2);
    if (part === "left" || part === "top") return edge;
    return part === "right" || part === "bottom" ? room - edge : room / 2;
  };
  const x = along(column, size.width - wide);
  const y = along(row, size.height - high);
  return toPdfRect({ space: "view", x, y, width: wide, height: high }, page, 1);
}

/** Whether a provider knows this place. */
export const isKnownPosition = (
  position: BoxPosition | null | undefined,
  positions: BoxPositions | undefined,
): position is BoxPosition => position != null && positions?.names.includes(position) === true;

/** The same boxes; those at a place that the provider does not know stand there freely. */
export const withKnownPositions = <Box extends { readonly position?: BoxPosition | undefined }>(
  boxes: readonly Box[],
  positions: BoxPositions | undefined,
): Box[] => boxes.map((box) => (isKnownPosition(box.position, positions) ? box : freed(box)));

/** The same rectangle, at no named place. */
export function freed<Box extends { readonly position?: BoxPosition | undefined }>(box: Box): Box {
  if (box.position === undefined) return box;
  const { position: _, ...free } = box;
  return free as Box;
}
