import type { PdfObject, PdfRef } from "@libpdf/core";
import { PdfDict } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import type { PageBox } from "@/lib/placements/schema";
import type { Area, Caption, Mark } from "./draw-mark";
import { drawCaption, drawStrokes, drawTyped, splitBox } from "./draw-mark";
import type { LoadedPdf } from "./load-pdf";
import { registerUprightForm, uprightSize } from "./upright-form";

/** Pixels: an uploaded mark is a picture of a signature, not of a wall. */
const pixelLimit = 12_000_000;

/** The appearance of a mark inside a widget's box, upright as the page is shown. */
export function buildAppearance(
  document: LoadedPdf,
  rect: readonly [number, number, number, number],
  page: PageBox,
  mark: Mark,
  caption: Caption | undefined,
): PdfRef {
  const { width, height } = uprightSize(rect, page);
  const box = splitBox(width, height, caption);
  const resources = new PdfDict();
  let content = caption ? drawCaption(caption, box.captionLines, box.caption) : "";
  if (mark.kind === "drawn") content += drawStrokes(mark, box.mark);
  else if (mark.kind === "typed") content += drawTyped(mark, box.mark);
  else content += placeImage(document, mark.image, box.mark, resources);
  return registerUprightForm(document, { width, height }, page.rotation, { content, resources });
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
