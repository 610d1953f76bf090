import type { PdfFile, PdfPage } from "@/lib/provider-kit/sandbox-pdf";
import { toNumber } from "@/lib/provider-kit/sandbox-pdf-values";
import type { Stamp, StampRect } from "@/lib/provider-kit/sandbox-stamp";
import { boxOf } from "@/lib/provider-kit/sandbox-stamp";
import type { Column, Row } from "./sandbox-constants";
import type { CustomBox, SignerDraft } from "./sandbox-requests";
import { usualBox } from "./sandbox-requests";
import type { Switches } from "./sandbox-switches";

/** Points between the edge of what is seen of a page and whatever stands in a named place. */
export const margin = 36;

/** A page as it is seen: cropped and turned. */
export type Sight = {
  /** Points. */
  readonly width: number;
  readonly height: number;
  /** From points of the sight, lower left, to those of the page (ISO 32000-2, 8.3.3). */
  readonly matrix: readonly [number, number, number, number, number, number];
};

export function lookAt(file: PdfFile, page: PdfPage): Sight {
  const { x, y, width, height } = boxOf(file, page, "crop");
  const [right, top] = [x + width, y + height];
  const turn = toNumber(file.resolve(page.dict.get("/Rotate")) ?? "0");
  switch (((turn % 360) + 360) % 360) {
    case 90:
      return { width: height, height: width, matrix: [0, 1, -1, 0, right, y] };
    case 180:
      return { width, height, matrix: [-1, 0, 0, -1, right, top] };
    case 270:
      return { width: height, height: width, matrix: [0, -1, 1, 0, x, top] };
    default:
      return { width, height, matrix: [1, 0, 0, 1, x, y] };
  }
}

/** Where something of this size stands when it is put into a named place. */
export function placeIn(
  sight: Pick<Sight, "width" | "height">,
  { row, column }: { readonly row: Row; readonly column: Column },
  { width, height }: { readonly width: number; readonly height: number },
): StampRect {
  const x = {
    LEFT: margin,
    CENTER: (sight.width - width) / 2,
    RIGHT: sight.width - margin - width,
  }[column];
  const y = {
    BOTTOM: margin,
    MIDDLE: (sight.height - height) / 2,
    TOP: sight.height - margin - height,
  }[row];
  return { x, y, width, height };
}

function toPage(rect: StampRect, [a, b, c, d, e, f]: Sight["matrix"]): StampRect {
  const corner = (x: number, y: number) => [a * x + c * y + e, b * x + d * y + f] as const;
  const [x1, y1] = corner(rect.x, rect.y);
  const [x2, y2] = corner(rect.x + rect.width, rect.y + rect.height);
  return {
    x: Math.min(x1, x2),
    y: Math.min(y1, y2),
    width: Math.abs(x2 - x1),
    height: Math.abs(y2 - y1),
  };
}

/** Every box of a signer, page by page, from the origin box that the switches name. */
export function toStamps(
  file: PdfFile,
  { plans, name }: SignerDraft,
  order: number,
  switches: Switches,
): Stamp[] {
  const pages = file.pages();
  return pages.flatMap((page, index) => {
    const here = plans.filter(
      ({ pages: wanted }) => wanted === "all" || wanted.includes(index + 1),
    );
    const origin = boxOf(file, page, switches.originBox);
    const sight = lookAt(file, page);
    const named = here
      .flatMap(({ places }) => places)
      .map((place) => toPage(placeIn(sight, place, usualBox), sight.matrix))
      .map((rect) => ({ ...rect, x: rect.x - origin.x, y: rect.y - origin.y }));
    const custom = here
      .flatMap(({ boxes }) => boxes)
      .map((box) => toPoints(box, origin.height, switches));
    return [...named, ...custom].map((rect) => ({
      page: index,
      rect,
      label: `SIGNED ${order} ${name}`,
    }));
  });
}

function toPoints(box: CustomBox, pageHeight: number, switches: Switches): StampRect {
  const { unitsPerPoint, coordinateOrigin } = switches;
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(
    (each) => each / unitsPerPoint,
  ) as [number, number, number, number];
  const isFromTop = coordinateOrigin === "top_left";
  return { x, y: isFromTop ? pageHeight - y - height : y, width, height };
}
