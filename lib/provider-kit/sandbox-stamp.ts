import type { PdfPage } from "./sandbox-pdf";
import { PdfFile } from "./sandbox-pdf";
import type { PdfValue } from "./sandbox-pdf-values";
import { toNumber } from "./sandbox-pdf-values";
import { Revision, streamSource } from "./sandbox-pdf-write";

/** PDF points, from the lower left corner of the page's origin box where nothing else is said. */
export type StampRect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type Stamp = {
  /** From 0. */
  readonly page: number;
  readonly rect: StampRect;
  /** Latin letters; drawn inside the box. */
  readonly label: string;
};
export type OriginBox = "media" | "crop";

/** @throws Error when the bytes are not a PDF that can be stamped */
export const countPages = (bytes: Buffer): number => new PdfFile(bytes).pages().length;

/**
 * The same bytes and one more revision that shows a framed, tinted stamp in every box. Stamps are
 * annotations, so the pages' own content stays untouched.
 */
export function stampPdf(bytes: Buffer, stamps: readonly Stamp[], origin: OriginBox): Buffer {
  const revision = new Revision(new PdfFile(bytes));
  for (const [index, page] of revision.file.pages().entries()) {
    const here = stamps.filter((stamp) => stamp.page === index);
    if (here.length > 0) addStamps(revision, page, here, origin, () => "/Subtype /Stamp");
  }
  return revision.write();
}

/** The box in the page's own space, before it is turned. @throws Error when the page has none */
export function boxOf(file: PdfFile, page: PdfPage, kind: OriginBox): StampRect {
  const crop = kind === "crop" ? page.dict.get("/CropBox") : undefined;
  const box = file.resolve(crop ?? page.dict.get("/MediaBox"));
  if (!Array.isArray(box)) throw new Error("a page without a box");
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box.map((each) => toNumber(file.resolve(each)));
  const corner = { x: Math.min(x1, x2), y: Math.min(y1, y2) };
  return { ...corner, width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

/** @param entriesOf what a stamp's annotation is besides its place @returns their references */
export function addStamps(
  revision: Revision,
  page: PdfPage,
  stamps: readonly Stamp[],
  origin: OriginBox,
  entriesOf: (stamp: Stamp) => string,
): string[] {
  const { file } = revision;
  const corner = boxOf(file, page, origin);
  const place = `${page.number} ${page.generation} R`;
  const added = stamps.map((stamp) => {
    const form = revision.add(appearanceOf(stamp));
    return revision.add(annotationOf(stamp, corner, form, `${entriesOf(stamp)} /P ${place}`));
  });
  const before = (file.resolve(page.own.get("/Annots")) ?? []) as PdfValue[];
  revision.change(place, new Map(page.own).set("/Annots", [...before, ...added]));
  return added;
}

/** At most two decimals: more would only be noise of the division by the unit. */
const short = (value: number) => String(Math.round(value * 100) / 100);

function annotationOf(
  { rect }: Stamp,
  corner: { x: number; y: number },
  form: string,
  entries: string,
): string {
  const [x, y] = [corner.x + rect.x, corner.y + rect.y];
  const place = [x, y, x + rect.width, y + rect.height].map(short).join(" ");
  // Printed, and locked: what a signature looks like is not the reader's to move.
  return `<< /Type /Annot ${entries} /Rect [${place}] /F 132 /AP << /N ${form} >> >>`;
}

function appearanceOf({ rect, label }: Stamp): string {
  const { width, height } = rect;
  const size = Math.max(4, Math.min(10, height / 3, (width / Math.max(1, label.length)) * 1.6));
  const text = label.replace(/[^ -~]|[()\\]/g, "");
  const content = [
    `0.85 0.92 1 rg 0 0.2 0.6 RG 1 w 0.5 0.5 ${short(width - 1)} ${short(height - 1)} re B`,
    `0 0.2 0.6 rg BT /F ${short(size)} Tf 4 ${short(height / 2 - size / 3)} Td (${text}) Tj ET`,
  ].join("\n");
  const font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
  const box = `/BBox [0 0 ${short(width)} ${short(height)}]`;
  return streamSource(`/Type /XObject /Subtype /Form ${box} /Resources << ${font} >>`, content);
}
