import type { RefObject } from "react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Fit } from "@/components/pdf/page-layout";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import { useFitZoom } from "@/components/pdf/use-fit-zoom";
import type { PageBox } from "@/lib/placements/schema";
import type { SharedValue } from "./shared-value";

/** Left free beside a page that fits. CSS pixels. */
export const margin = 20;
const step = 1.25;
const limits = { smallest: 0.2, largest: 4 } as const;
const bounded = (zoom: number): number => Math.min(limits.largest, Math.max(limits.smallest, zoom));

export type Zooming = {
  readonly setWish: (wish: number | Fit) => void;
  readonly zoomBy: (steps: 1 | -1) => void;
};
export type EditorZoom = ReturnType<typeof useEditorZoom>;
type Point = { readonly x: number; readonly y: number };

/**
 * The zoom in CSS pixels per point, undefined until it was measured, and the ways to change it. What
 * fits is the page that was looked at when that was asked for; at the start the first one.
 */
export function useEditorZoom(
  ground: RefObject<HTMLElement | null>,
  viewer: RefObject<PdfPagesHandle | null>,
  pages: readonly PageBox[],
  currentPage: SharedValue<number>,
) {
  const [wish, setZoomWish] = useState<number | Fit>("width");
  // Not the widest page: a plan among letters would leave these too small to read.
  const [fittedPage, setFittedPage] = useState(0);
  const fitted = useMemo(() => pages.slice(fittedPage, fittedPage + 1), [pages, fittedPage]);
  const fit = useFitZoom(ground, fitted, margin, wish === "page" ? "page" : "width");
  const setWish = useCallback(
    (next: number | Fit) => {
      setZoomWish(next);
      if (typeof next === "string") setFittedPage(currentPage.get());
    },
    [currentPage],
  );
  const zoom = typeof wish === "number" ? wish : fit;
  const shown = useRef(1);
  shown.current = zoom ?? 1;
  const zoomBy = useCallback(
    (steps: 1 | -1) => setWish(bounded(shown.current * step ** steps)),
    [setWish],
  );

  useEffect(() => {
    const element = ground.current;
    if (!element) return;
    let frame = 0;
    /** One drawing a frame, however many events a wheel or two fingers send. */
    const zoomTo = (next: number, around: Point) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        viewer.current?.hold(around);
        setWish(bounded(next));
      });
    };
    let wheeled: number | undefined;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const by = Math.min(50, Math.max(-50, event.deltaY));
      wheeled = bounded((wheeled ?? shown.current) * Math.exp(by * -0.005));
      zoomTo(wheeled, { x: event.clientX, y: event.clientY });
      requestAnimationFrame(() => {
        wheeled = undefined;
      });
    };
    let pinch: { readonly apart: number; readonly zoom: number } | undefined;
    let last: Point | undefined;
    const fingers = ({ touches: [one, other] }: TouchEvent) =>
      one && other
        ? {
            apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
            x: (one.clientX + other.clientX) / 2,
            y: (one.clientY + other.clientY) / 2,
          }
        : undefined;
    const touch = (event: TouchEvent) => {
      const now = fingers(event);
      if (!now) {
        pinch = undefined;
        last = undefined;
        return;
      }
      // A finger that scrolls already cannot be held back.
      if (event.cancelable) event.preventDefault();
      pinch ??= { apart: now.apart, zoom: shown.current };
      // What was under the fingers stays under them, also where they only travel.
      if (last) viewer.current?.column?.scrollBy(last.x - now.x, last.y - now.y);
      last = { x: now.x, y: now.y };
      zoomTo((pinch.zoom * now.apart) / pinch.apart, now);
    };
    const loud = { passive: false };
    element.addEventListener("wheel", wheel, loud);
    for (const name of ["touchstart", "touchmove", "touchend", "touchcancel"] as const)
      element.addEventListener(name, touch, loud);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("wheel", wheel);
      for (const name of ["touchstart", "touchmove", "touchend", "touchcancel"] as const)
        element.removeEventListener(name, touch);
    };
  }, [ground, viewer, setWish]);

  const zooming = useMemo<Zooming>(() => ({ setWish, zoomBy }), [setWish, zoomBy]);
  return { zoom, wish, zooming };
}
