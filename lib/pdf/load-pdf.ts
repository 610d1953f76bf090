import type { PdfDict, PdfObject, PdfRef } from "@libpdf/core";
import { PDF } from "@libpdf/core";
import type { PageBox } from "@/lib/placements/schema";
import { openPdf } from "./inspect-open";
import { readPages } from "./inspect-pages";

export type LoadedPdf = {
  readonly bytes: Uint8Array;
  readonly pdf: PDF;
  readonly resolve: (ref: PdfRef) => PdfObject | null;
};

export type PdfPage = { readonly ref: PdfRef; readonly dict: PdfDict; readonly box: PageBox };

/**
 * Parses a file that is known to be whole; objects are read when asked for.
 * @param password of a file that needs one
 */
export async function loadPdf(bytes: Uint8Array, password?: string): Promise<LoadedPdf> {
  const options = password === undefined ? {} : { credentials: password };
  return toLoaded(bytes, await PDF.load(bytes, options));
}

/**
 * Parses a file as it came from a person: decrypts and repairs it.
 * @throws AppError as `openPdf` does
 */
export async function loadForeignPdf(
  bytes: Uint8Array,
  password?: string,
): Promise<LoadedPdf & { readonly needsRepair: boolean }> {
  const { pdf, needsRepair } = await openPdf(bytes, password);
  return { ...toLoaded(bytes, pdf), needsRepair };
}

function toLoaded(bytes: Uint8Array, pdf: PDF): LoadedPdf {
  const { registry, info } = pdf.context;
  skipObjectNumbers(pdf, info.trailer.getNumber("Size")?.value ?? 0);
  return { bytes, pdf, resolve: (ref) => registry.resolve(ref) };
}

/** Moves LibPDF's counter on, so that new objects get numbers from `size` upwards. */
export function skipObjectNumbers({ context: { registry } }: PDF, size: number): void {
  // A wrong `/Size` may be anything; numbers far beyond the objects are not worth the way.
  if (size - registry.nextObjectNumber > 100_000) return;
  while (registry.nextObjectNumber < size) registry.allocateRef();
}

/** All pages in order. @throws AppError as `readPages` does */
export function listPages({ pdf }: LoadedPdf): PdfPage[] {
  const boxes = readPages(pdf);
  return boxes.flatMap((box, index) => {
    const page = pdf.getPage(index);
    return page ? [{ ref: page.ref, dict: page.dict, box }] : [];
  });
}
