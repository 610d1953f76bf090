import type { PDFDocumentProxy } from "pdfjs-dist";
import type { Size } from "@/lib/placements/geometry";
import { sharpness } from "./page-layout";

type SmallPage = {
  /** 1-based. */
  readonly page: number;
  readonly canvas: HTMLCanvasElement;
  /** CSS pixels. */
  readonly size: Size;
};

/** Draws small pages one after another, whenever the browser has nothing better to do. */
export type SmallPages = {
  /** @returns how to take it back: a page that is not looked at any more is not drawn */
  draw(wanted: SmallPage): () => void;
};

/** The large pages come first: at most this long is waited for a quiet moment. Milliseconds. */
const patience = 1_000;
const whenQuiet = (work: () => void): void => {
  // Safari has no such callback.
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: patience });
  else setTimeout(work, 50);
};

/**
 * @param isLarge whether the page is drawn large at this moment: what pdf.js keeps of it is needed
 */
export function createSmallPages(
  document: PDFDocumentProxy,
  isLarge: (page: number) => boolean,
): SmallPages {
  const waiting = new Set<SmallPage>();
  let isAtWork = false;

  async function drawOne({ page, canvas, size }: SmallPage): Promise<void> {
    const proxy = await document.getPage(page);
    const sharp = sharpness(size, window.devicePixelRatio);
    const { width } = proxy.getViewport({ scale: 1 });
    const viewport = proxy.getViewport({ scale: (size.width * sharp) / width });
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    await proxy.render({ canvas, viewport }).promise;
    if (!isLarge(page)) proxy.cleanup();
  }

  function goOn(): void {
    const [next] = waiting;
    if (!next) {
      isAtWork = false;
      return;
    }
    isAtWork = true;
    whenQuiet(() => {
      if (!waiting.delete(next)) return goOn();
      // What cannot be drawn is told where the page is shown large; here it stays white.
      drawOne(next)
        .catch(() => undefined)
        .finally(goOn);
    });
  }

  return {
    draw(wanted) {
      waiting.add(wanted);
      if (!isAtWork) goOn();
      return () => {
        waiting.delete(wanted);
      };
    },
  };
}
