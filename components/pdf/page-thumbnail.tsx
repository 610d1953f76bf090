"use client";
import type { PDFDocumentProxy, RenderTask } from "pdfjs-dist";
import { memo, useEffect, useRef } from "react";
import type { Size } from "@/lib/placements/geometry";
import { drawLater, whenIdle } from "./draw-turns";

type PageThumbnailProps = {
  document: PDFDocumentProxy;
  /** 1-based. */
  page: number;
  /** CSS pixels. */
  size: Size;
};

/** One page in small, drawn when nothing more important is; white until then, and if it fails. */
export const PageThumbnail = memo(function PageThumbnail({
  document,
  page,
  size,
}: PageThumbnailProps) {
  const element = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = element.current;
    if (!canvas) return;
    let task: RenderTask | undefined;
    let isOver = false;
    const draw = async () => {
      const proxy = await document.getPage(page);
      if (isOver) return;
      const pixels = size.width * Math.min(2, window.devicePixelRatio);
      const viewport = proxy.getViewport({
        scale: pixels / proxy.getViewport({ scale: 1 }).width,
      });
      [canvas.width, canvas.height] = [Math.round(viewport.width), Math.round(viewport.height)];
      task = proxy.render({ canvas, viewport });
      task.onContinue = (next: () => void) => void whenIdle().then(next);
      await task.promise.finally(() => proxy.cleanup());
      canvas.dataset.drawn = "";
    };
    // The large page tells why it cannot be drawn; canceling is no failure.
    const takeBack = drawLater(() => draw().catch(() => undefined));
    return () => {
      isOver = true;
      takeBack();
      task?.cancel();
      // Browsers give a canvas's memory back at once only when it has no size.
      [canvas.width, canvas.height] = [0, 0];
    };
  }, [document, page, size.width]);
  return (
    <canvas
      ref={element}
      aria-hidden
      className="absolute inset-0 size-full opacity-0 data-drawn:opacity-100"
    />
  );
});
