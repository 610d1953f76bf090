import type { PDF, PdfDict, PdfObject } from "@libpdf/core";
import { PdfArray, PdfStream } from "@libpdf/core";
import type { LoadedPdf } from "./load-pdf";

type PageText = ReturnType<NonNullable<ReturnType<PDF["getPage"]>>["extractText"]>;

const space = 0x20;
const code = (text: string): number => text.charCodeAt(0);

/**
 * The text of a page, 0-based; null where there is no such page. What stands in a content stream and
 * cannot stand there is passed over: LibPDF 0.4.2 never gets beyond it.
 */
export function readPageText({ pdf, resolve }: LoadedPdf, index: number): PageText | null {
  const page = pdf.getPage(index);
  if (!page) return null;
  mendContents(page.dict, resolve);
  return page.extractText();
}

/** Only of the file in memory. */
function mendContents(page: PdfDict, resolve: LoadedPdf["resolve"]): void {
  const contents = page.get("Contents", resolve);
  const streams =
    contents instanceof PdfArray
      ? [...contents.toArray().keys()].map((at) => contents.at(at, resolve))
      : [contents];
  const parts = streams.filter(isStream).map((stream) => Buffer.from(stream.getDecodedData()));
  // A string may begin in one stream and end in the next.
  const whole = Buffer.concat(parts.flatMap((part) => [part, Buffer.from(" ")]));
  const strays = findStrays(whole);
  if (strays.length === 0) return;
  for (const at of strays) whole[at] = space;
  page.set("Contents", new PdfStream([], new Uint8Array(whole)));
}

const isStream = (object: PdfObject | undefined): object is PdfStream =>
  object instanceof PdfStream;

/** Where a delimiter stands that nothing opened, outside strings, comments and inline images. */
function findStrays(bytes: Buffer): number[] {
  const strays: number[] = [];
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? space;
    if (depth > 0 && byte === code("\\")) at += 1;
    else if (byte === code("(")) depth += 1;
    else if (byte === code(")") && depth > 0) depth -= 1;
    else if (depth === 0 && isStray(byte)) strays.push(at);
    else if (depth === 0 && byte === code("%")) at = endOfLine(bytes, at);
    else if (depth === 0 && isImageData(bytes, at)) at = endOfImage(bytes, at);
  }
  return strays;
}

const isStray = (byte: number): boolean => [code(")"), code("{"), code("}")].includes(byte);

function endOfLine(bytes: Buffer, from: number): number {
  const at = bytes.subarray(from).findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return at < 0 ? bytes.length : from + at;
}

const isBlank = (byte: number | undefined): boolean => byte === undefined || byte <= space;

const isImageData = (bytes: Buffer, at: number): boolean =>
  bytes[at] === code("I") &&
  bytes[at + 1] === code("D") &&
  isBlank(bytes[at - 1]) &&
  isBlank(bytes[at + 2]);

function endOfImage(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf("EI", from); at >= 0; at = bytes.indexOf("EI", at + 1))
    if (isBlank(bytes[at - 1]) && isBlank(bytes[at + 2])) return at + 1;
  return bytes.length;
}
