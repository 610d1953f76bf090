import type { RefObject } from "react";
import { useLayoutEffect, useState } from "react";
import type { PageBox } from "@/lib/placements/schema";
import { zoomToFit } from "./page-layout";

/** Beyond this a page is larger than it needs to be to read. CSS pixels per point. */
const largestFit = 2;

/**
 * The zoom at which the widest page fills this element; undefined until it was measured.
 * @param margin CSS pixels to leave free at each side.
 */
export function useFitZoom(
  element: RefObject<HTMLElement | null>,
  pages: readonly PageBox[],
  margin: number,
): number | undefined {
  const [zoom, setZoom] = useState<number>();
  useLayoutEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const measure = () => {
      const width = watched.clientWidth - 2 * margin;
      if (width > 0) setZoom(Math.min(largestFit, zoomToFit(pages, width)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, [element, pages, margin]);
  return zoom;
}
