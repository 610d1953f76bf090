import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist";
import { useCallback, useEffect, useRef, useState } from "react";
import { pdfWorker } from "./start-worker";

type Engine = typeof import("./pdf-engine");

let early: Promise<Engine> | undefined;
/** A chunk that did not come over the network is asked for again at the next try. */
const loadEngine = (): Promise<Engine> => {
  early ??= import("./pdf-engine").catch((error: unknown) => {
    early = undefined;
    throw error;
  });
  return early;
};
// In the browser it comes while React still wakes the page up; a failure is told when it is used.
if (pdfWorker) loadEngine().catch(() => undefined);

export type Pdf =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly engine: Engine; readonly document: PDFDocumentProxy }
  | { readonly status: "failed"; readonly reason: string };

const loading: Pdf = { status: "loading" };
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Opens the PDF at this address once for all its pages. @returns it, and how to try again */
export function usePdf(url: string): readonly [Pdf, () => void] {
  const [pdf, setPdf] = useState<Pdf>(loading);
  const stop = useRef(() => {});
  const open = useCallback(() => {
    let task: PDFDocumentLoadingTask | undefined;
    let isOver = false;
    stop.current();
    stop.current = () => {
      isOver = true;
      void task?.destroy();
    };
    setPdf(loading);
    loadEngine()
      .then(async (engine) => {
        if (isOver) return;
        task = engine.openPdf(url);
        const document = await task.promise;
        if (!isOver) setPdf({ status: "ready", engine, document });
      })
      .catch((error: unknown) => {
        if (!isOver) setPdf({ status: "failed", reason: reasonOf(error) });
      });
  }, [url]);
  useEffect(() => {
    open();
    return () => stop.current();
  }, [open]);
  return [pdf, open];
}
