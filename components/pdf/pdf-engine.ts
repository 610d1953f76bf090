import type { PDFDocumentLoadingTask } from "pdfjs-dist";
import { getDocument, PDFWorker } from "pdfjs-dist";
import { pdfOptions } from "./pdf-options";
import { startWorker } from "./start-worker";

export { OPS } from "pdfjs-dist";
export { PageImage } from "./page-image";

/** react-pdf's own `Document` is not used: it brings pdf.js's whole viewer, 73 KB more for every recipient. */
export function openPdf(url: string): PDFDocumentLoadingTask {
  const port = startWorker();
  return getDocument({
    ...pdfOptions(url),
    ...(port ? { worker: PDFWorker.create({ port }) } : {}),
  });
}
