import { PdfFile } from "./sandbox-pdf";
import type { PdfValue } from "./sandbox-pdf-values";
import { toNumber, toSource } from "./sandbox-pdf-values";

/** PDF points from the lower left corner of the page's origin box. */
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

type NewObject = { readonly number: number; readonly generation: number; readonly source: string };

/**
 * The same bytes and one more revision (ISO 32000-2, 7.5.6) that shows a framed, tinted stamp in
 * every box. Stamps are annotations, so the pages' own content stays untouched.
 */
export function stampPdf(bytes: Buffer, stamps: readonly Stamp[], origin: OriginBox): Buffer {
  const file = new PdfFile(bytes);
  const pages = file.pages();
  let next = toNumber(file.trailer.get("/Size"));
  const objects: NewObject[] = [];
  const add = (source: string) => {
    objects.push({ number: next, generation: 0, source });
    next += 1;
    return `${next - 1} 0 R`;
  };
  for (const [index, page] of pages.entries()) {
    const here = stamps.filter((stamp) => stamp.page === index);
    if (here.length === 0) continue;
    const crop = origin === "crop" ? page.dict.get("/CropBox") : undefined;
    const box = file.resolve(crop ?? page.dict.get("/MediaBox"));
    if (!Array.isArray(box)) throw new Error("a page without a box");
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box.map((each) => toNumber(file.resolve(each)));
    const corner = { x: Math.min(x1, x2), y: Math.min(y1, y2) };
    const added = here.map((stamp) => add(annotationOf(stamp, corner, add(appearanceOf(stamp)))));
    const before = (file.resolve(page.dict.get("/Annots")) ?? []) as PdfValue[];
    const dict = new Map(page.dict).set("/Annots", [...before, ...added]);
    objects.push({ number: page.number, generation: page.generation, source: toSource(dict) });
  }
  return appendRevision(file, objects, next);
}

/** At most two decimals: more would only be noise of the division by the unit. */
const short = (value: number) => String(Math.round(value * 100) / 100);

function annotationOf({ rect }: Stamp, corner: { x: number; y: number }, form: string): string {
  const [x, y] = [corner.x + rect.x, corner.y + rect.y];
  const place = [x, y, x + rect.width, y + rect.height].map(short).join(" ");
  // Printed, and locked: what a signature looks like is not the reader's to move.
  return `<< /Type /Annot /Subtype /Stamp /Rect [${place}] /F 132 /AP << /N ${form} >> >>`;
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
  return `<< /Type /XObject /Subtype /Form ${box} /Resources << ${font} >> /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function appendRevision(file: PdfFile, objects: readonly NewObject[], size: number): Buffer {
  let body = "\n";
  const rows = objects
    .map(({ number, generation, source }) => {
      const offset = file.bytes.length + body.length;
      body += `${number} ${generation} obj\n${source}\nendobj\n`;
      return { number, generation, offset };
    })
    .sort((one, other) => one.number - other.number);
  const start = file.bytes.length + body.length;
  const kept = ["/Root", "/Info", "/ID"].flatMap((key) => {
    const value = file.trailer.get(key);
    return value === undefined ? [] : [`${key} ${toSource(value)}`];
  });
  const trailer = [...kept, `/Prev ${file.startXref}`].join(" ");
  body += file.hasXrefStream
    ? xrefStream([...rows, { number: size, generation: 0, offset: start }], size + 1, trailer)
    : xrefTable(rows, size, trailer);
  body += `startxref\n${start}\n%%EOF\n`;
  return Buffer.concat([file.bytes, Buffer.from(body, "latin1")]);
}

type Row = { readonly number: number; readonly generation: number; readonly offset: number };

function xrefTable(rows: readonly Row[], size: number, trailer: string): string {
  const sections = rows.map(({ number, generation, offset }) => {
    const [place, life] = [String(offset).padStart(10, "0"), String(generation).padStart(5, "0")];
    return `${number} 1\n${place} ${life} n \n`;
  });
  return `xref\n${sections.join("")}trailer\n<< /Size ${size} ${trailer} >>\n`;
}

/** The last row is the section itself. */
function xrefStream(rows: readonly Row[], size: number, trailer: string): string {
  const data = Buffer.alloc(rows.length * 7);
  for (const [index, { generation, offset }] of rows.entries()) {
    data.writeUInt8(1, index * 7);
    data.writeUInt32BE(offset, index * 7 + 1);
    data.writeUInt16BE(generation, index * 7 + 5);
  }
  const index = rows.map(({ number }) => `${number} 1`).join(" ");
  const dict = `<< /Type /XRef /Size ${size} /W [1 4 2] /Index [${index}] ${trailer} /Length ${data.length} >>`;
  return `${size - 1} 0 obj\n${dict}\nstream\n${data.toString("latin1")}\nendstream\nendobj\n`;
}
