import { inflateSync } from "node:zlib";
import type { PdfDict, PdfObject, PdfRef } from "@libpdf/core";
import { PdfArray, PdfStream } from "@libpdf/core";
import { filterNames } from "./inspect-inflation";

type Resolve = (ref: PdfRef) => PdfObject | null;

/** Nothing, deflated, has 8 bytes, and 16 more when it is encrypted. */
const longestNothing = 64;

/** Whether the file draws nothing on this page; what cannot be read may have been something. */
export function isBlankPage(page: PdfDict, resolve: Resolve): boolean {
  if (!page.has("Contents")) return true;
  const contents = page.get("Contents", resolve);
  if (contents instanceof PdfArray)
    return [...contents.toArray().keys()].every((at) => isNothing(contents.at(at, resolve)));
  return isNothing(contents);
}

function isNothing(content: PdfObject | undefined): boolean {
  if (!(content instanceof PdfStream) || content.data.length > longestNothing) return false;
  const filters = filterNames(content);
  if (filters.some((filter) => filter !== "FlateDecode")) return false;
  try {
    // LibPDF takes what it cannot inflate for nothing.
    const text = filters.reduce((data) => inflateSync(data), Buffer.from(content.data));
    return text.toString("latin1").trim() === "";
  } catch {
    return false;
  }
}
