import { deflateSync } from "node:zlib";
import type { PdfDict, PdfRef } from "@libpdf/core";
import { PdfName, PdfStream } from "@libpdf/core";
import type { Size, UserSpaceRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { LoadedPdf } from "./load-pdf";
import { numbers } from "./signature-fields";

/** How large a reader sees an annotation's `/Rect` (user-space units), upright. Points. */
export function uprightSize(
  [x0, y0, x1, y1]: UserSpaceRect,
  page: Pick<PageBox, "rotation" | "userUnit">,
): Size {
  const across = (x1 - x0) * page.userUnit;
  const up = (y1 - y0) * page.userUnit;
  return page.rotation % 180 === 0 ? { width: across, height: up } : { width: up, height: across };
}

/**
 * The appearance (ISO 32000-2, 12.5.5) of an annotation, upright as the page is shown. `content` is
 * drawn in points from the lower left: the reader scales the box onto `/Rect`, and so minds
 * `/UserUnit`. Nothing of it reaches over the box.
 */
export function registerUprightForm(
  { pdf }: LoadedPdf,
  { width, height }: Size,
  rotation: PageBox["rotation"],
  { content, resources }: { readonly content: string; readonly resources: PdfDict },
): PdfRef {
  const clipped = `q 0 0 ${width.toFixed(2)} ${height.toFixed(2)} re W n\n${content}Q\n`;
  return pdf.register(
    new PdfStream(
      [
        ["Type", PdfName.of("XObject")],
        ["Subtype", PdfName.of("Form")],
        ["BBox", numbers([0, 0, width, height])],
        ["Matrix", numbers(uprightMatrix(rotation, width, height))],
        ["Resources", resources],
        ["Filter", PdfName.of("FlateDecode")],
      ],
      // The lowest level: it halves the time of a whole signature and costs a kilobyte.
      new Uint8Array(deflateSync(content === "" ? "" : clipped, { level: 1 })),
    ),
  );
}

/** Turns against `/Rotate`, which is clockwise, and moves back to the origin. */
function uprightMatrix(rotation: PageBox["rotation"], width: number, height: number): number[] {
  return {
    0: [1, 0, 0, 1, 0, 0],
    90: [0, 1, -1, 0, height, 0],
    180: [-1, 0, 0, -1, width, height],
    270: [0, -1, 1, 0, 0, width],
  }[rotation];
}
