import type { RefObject } from "react";
import { useLayoutEffect, useState } from "react";
import type { PageBox } from "@/lib/placements/schema";
import type { Fit } from "./page-layout";
import { pageGap, zoomToFit, zoomToShow } from "./page-layout";

/** Beyond this a page is larger than it needs to be to read. CSS pixels per point. */
export const largestFit = 2;

/**
 * The zoom at which the widest page fills this element, or every page is seen whole; undefined
 * until it was measured.
 * @param margin CSS pixels to leave free at each side.
 */
export function useFitZoom(
  element: RefObject<HTMLElement | null>,
  pages: readonly PageBox[],
  margin: number,
  fit: Fit = "width",
): number | undefined {
  const [zoom, setZoom] = useState<number>();
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const measure = () => {
      const width = watched.clientWidth - 2 * margin;
      const height = watched.clientHeight - 2 * pageGap;
      if (width <= 0) return;
      const wanted =
        fit === "width" ? zoomToFit(pages, width) : zoomToShow(pages, { width, height });
      setZoom(Math.min(largestFit, wanted));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, [element, pages, margin, fit]);
  return zoom;
}
