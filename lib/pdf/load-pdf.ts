import type { PdfDict, PdfObject } from "@libpdf/core";
import { PDF, PdfRef } from "@libpdf/core";
import type { PageBox } from "@/lib/placements/schema";
import { openPdf } from "./inspect-open";
import { readPages } from "./inspect-pages";

export type LoadedPdf = {
  readonly bytes: Uint8Array;
  readonly pdf: PDF;
  readonly resolve: (ref: PdfRef) => PdfObject | null;
};

/** ISO 32000-1, table C.1. */
const highestObjectNumber = 8_388_607;

export type PdfPage = { readonly ref: PdfRef; readonly dict: PdfDict; readonly box: PageBox };

/** Parses a file that is known to be whole; objects are read when asked for. */
export async function loadPdf(bytes: Uint8Array): Promise<LoadedPdf> {
  return toLoaded(bytes, await PDF.load(bytes));
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
  // New objects are numbered from `/Size`: looking the last one up moves LibPDF's counter there.
  const size = pdf.context.info.trailer.getNumber("Size")?.value ?? 0;
  if (size > 1 && size < highestObjectNumber) pdf.context.registry.resolve(PdfRef.of(size - 1));
  return { bytes, pdf, resolve: (ref) => pdf.context.registry.resolve(ref) };
}

/** All pages in order. @throws AppError as `readPages` does */
export function listPages({ pdf }: LoadedPdf): PdfPage[] {
  const boxes = readPages(pdf);
  return boxes.flatMap((box, index) => {
    const page = pdf.getPage(index);
    return page ? [{ ref: page.ref, dict: page.dict, box }] : [];
  });
}
