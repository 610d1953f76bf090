import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { isPortalThere } from "@/components/shell/ask-portal";
import { drawFirst } from "./draw-turns";
import { loadPdfjs } from "./load-pdfjs";
import { pictureAhead, takeAhead } from "./pdf-opened-ahead";
import { startWorker } from "./start-worker";

type Engine = typeof import("./pdf-engine");

let early: Promise<Engine> | undefined;
/** A chunk that did not come over the network is asked for again at the next try. */
const loadEngine = (): Promise<Engine> => {
  early ??= Promise.all([import("./pdf-engine"), loadPdfjs()])
    .then(([engine]) => engine)
    .catch((error: unknown) => {
      early = undefined;
      throw error;
    });
  return early;
};
// In the browser it comes while React still wakes the page up; a failure is told when it is used.
if (startWorker()) loadEngine().catch(() => undefined);

export type Pdf =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly engine: Engine; readonly document: PDFDocumentProxy }
  | { readonly status: "failed"; readonly reason: string };

const loading: Pdf = { status: "loading" };
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** How often a page looks again by itself before it waits for the person. */
const ownTries = 3;
const pauseMilliseconds = 2_000;

/** A file on its way to be shown, and how to ask for it again. */
export type OpenedPdf = {
  readonly pdf: Pdf;
  readonly tryAgain: () => void;
  /** Of page 1, where it is drawn before everything else. */
  readonly picture?: HTMLCanvasElement | undefined;
};

/**
 * Opens the PDF at this address once for all its pages. When it does not come, because the portal
 * or the network was away for a moment, it is asked for again as soon as the portal answers.
 */
export function usePdf(url: string): OpenedPdf {
  const [pdf, setPdf] = useState<Pdf>(loading);
  const tries = useRef(0);
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
    const ahead = takeAhead(url);
    ahead?.task.then(
      (opened) => {
        task = opened;
        if (isOver) void task.destroy();
      },
      () => undefined,
    );
    loadEngine()
      .then(async (engine) => {
        task ??= ahead ? await ahead.task : undefined;
        if (isOver) return;
        task ??= engine.openPdf(url);
        const document = await task.promise;
        await ahead?.drawn;
        if (isOver) return;
        tries.current = 0;
        setPdf({ status: "ready", engine, document });
      })
      .catch((error: unknown) => {
        if (!isOver) setPdf({ status: "failed", reason: reasonOf(error) });
      });
  }, [url]);
  useEffect(() => {
    open();
    return () => stop.current();
  }, [open]);
  const isOpening = pdf.status === "loading";
  useEffect(() => (isOpening ? drawFirst() : undefined), [isOpening]);
  const hasFailed = pdf.status === "failed";
  useEffect(() => {
    if (!hasFailed || tries.current >= ownTries) return;
    const timer = setInterval(async () => {
      if (!(await isPortalThere())) return;
      clearInterval(timer);
      tries.current += 1;
      open();
    }, pauseMilliseconds);
    return () => clearInterval(timer);
  }, [hasFailed, open]);
  const picture = pictureAhead(url);
  return useMemo(() => ({ pdf, tryAgain: open, picture }), [pdf, open, picture]);
}
