import type { PDFDocumentLoadingTask } from "pdfjs-dist";
import { getDocument, PDFWorker } from "pdfjs-dist";
import { startWorker } from "./start-worker";

export { OPS } from "pdfjs-dist";
export { PageImage } from "./page-image";

/**
 * react-pdf's own `Document` is not used: it brings pdf.js's whole viewer, 73 KB more for every
 * recipient. Without these files text is drawn in a wrong font and scans stay blank.
 */
export function openPdf(url: string): PDFDocumentLoadingTask {
  const port = startWorker();
  return getDocument({
    url,
    standardFontDataUrl: "/pdfjs/standard_fonts/",
    cMapUrl: "/pdfjs/cmaps/",
    wasmUrl: "/pdfjs/wasm/",
    iccUrl: "/pdfjs/iccs/",
    // Page 1 of a large file needs little of it: by ranges, and only what is looked at. A file of
    // two chunks or less comes in one answer.
    disableStream: true,
    disableAutoFetch: true,
    rangeChunkSize: 262_144,
    useSystemFonts: false,
    enableXfa: false,
    ...(port ? { worker: PDFWorker.create({ port }) } : {}),
  });
}
