import { deflateSync } from "node:zlib";
import type { PdfObject, PdfRef } from "@libpdf/core";
import { PdfDict, PdfName, PdfStream } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import type { PageBox } from "@/lib/placements/schema";
import type { Area, Caption, Mark } from "./draw-mark";
import { drawCaption, drawStrokes, drawTyped, splitBox } from "./draw-mark";
import type { LoadedPdf } from "./load-pdf";
import { numbers } from "./signature-fields";

/** Pixels: an uploaded mark is a picture of a signature, not of a wall. */
const pixelLimit = 12_000_000;

/**
 * The appearance (ISO 32000-2, 12.5.5) of a mark inside a widget's box, upright as the page is
 * shown. Drawn in points: the reader scales the box onto `/Rect`, and so minds `/UserUnit`.
 */
export function buildAppearance(
  document: LoadedPdf,
  rect: readonly [number, number, number, number],
  page: PageBox,
  mark: Mark,
  caption: Caption | undefined,
): PdfRef {
  const across = (rect[2] - rect[0]) * page.userUnit;
  const up = (rect[3] - rect[1]) * page.userUnit;
  const [width, height] = page.rotation % 180 === 0 ? [across, up] : [up, across];
  const box = splitBox(width, height, caption);
  const resources = new PdfDict();
  let content = caption ? drawCaption(caption, box.captionLines, box.caption) : "";
  if (mark.kind === "drawn") content += drawStrokes(mark, box.mark);
  else if (mark.kind === "typed") content += drawTyped(mark, box.mark);
  else content += placeImage(document, mark.image, box.mark, resources);
  // Nothing may reach over the box, whatever was drawn.
  const clipped = `q 0 0 ${width.toFixed(2)} ${height.toFixed(2)} re W n\n${content}Q\n`;
  return document.pdf.register(
    new PdfStream(
      [
        ["Type", PdfName.of("XObject")],
        ["Subtype", PdfName.of("Form")],
        ["BBox", numbers([0, 0, width, height])],
        ["Matrix", numbers(uprightMatrix(page.rotation, width, height))],
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

function placeImage({ pdf }: LoadedPdf, bytes: Uint8Array, area: Area, resources: PdfDict): string {
  refuseHugeImage(bytes);
  const image = embedImage(pdf, bytes);
  const scale = Math.min(area.width / image.width, area.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  const x = area.x + (area.width - width) / 2;
  const y = area.y + (area.height - height) / 2;
  resources.set("XObject", PdfDict.of({ Mark: image.ref } satisfies Record<string, PdfObject>));
  const matrix = [width, 0, 0, height, x, y].map((value) => value.toFixed(3)).join(" ");
  return `q ${matrix} cm /Mark Do Q\n`;
}

function embedImage(pdf: LoadedPdf["pdf"], bytes: Uint8Array) {
  try {
    return pdf.embedImage(bytes);
  } catch (error) {
    throw new AppError("invalid", "not a readable PNG or JPEG", {}, { cause: error });
  }
}

// PNG: width and height stand at bytes 16 to 23 of every file (W3C PNG, 11.2.2).
function refuseHugeImage(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length > 24 && view.getUint32(0) === 0x89504e47;
  if (isPng && view.getUint32(16) * view.getUint32(20) > pixelLimit) {
    throw new AppError("invalid", "the picture has too many pixels");
  }
}
