import type { Size } from "@/lib/placements/geometry";
import { viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";

/** Where every page stands in one column, in CSS pixels from the top of the column. */
export type PageLayout = {
  readonly zoom: number;
  readonly places: readonly { readonly index: number; readonly top: number; readonly size: Size }[];
};

/** What is as large as the screen allows: the width of a page, or all of it. */
export type Fit = "width" | "page";

/** Between two pages, and above the first one. CSS pixels, at every zoom the same. */
export const pageGap = 16;

/** All sizes are known before any page is drawn, so a jump to page 500 needs no page before it. */
export function layOutPages(pages: readonly PageBox[], zoom: number): PageLayout {
  let next = pageGap;
  const places = pages.map((page, index) => {
    const size = viewSize(page, zoom);
    const top = next;
    next += size.height + pageGap;
    return { index, top, size };
  });
  return { zoom, places };
}

/** The page at this height, 0-based; in a gap it is the page above. */
export function pageAt({ places }: PageLayout, y: number): number {
  let first = 0;
  let last = Math.max(0, places.length - 1);
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if ((places[middle]?.top ?? 0) <= y) first = middle;
    else last = middle - 1;
  }
  return first;
}

/** The zoom at which the widest page fills `width` CSS pixels. */
export function zoomToFit(pages: readonly PageBox[], width: number): number {
  return width / Math.max(1, ...pages.map((page) => viewSize(page, 1).width));
}

/** The zoom at which no page is larger than this, in CSS pixels. */
export function zoomToShow(pages: readonly PageBox[], { width, height }: Size): number {
  const tallest = Math.max(1, ...pages.map((page) => viewSize(page, 1).height));
  return Math.min(zoomToFit(pages, width), height / tallest);
}

/** How far a page stands from the left end of a column that is at least as wide as the screen. */
export function leftOf({ places }: PageLayout, index: number, screenWidth: number): number {
  const widest = Math.max(screenWidth, ...places.map(({ size }) => size.width));
  return (widest - (places[index]?.size.width ?? 0)) / 2;
}

/** How far such a column is scrolled when a page stands in the middle of the screen. */
export function middleOf(layout: PageLayout, index: number, screenWidth: number): number {
  const width = layout.places[index]?.size.width ?? 0;
  return leftOf(layout, index, screenWidth) + (width - screenWidth) / 2;
}

/** Browsers paint larger canvases blank, and every pixel costs four bytes. */
export const largestCanvas = 8_000_000;

/** Canvas pixels per CSS pixel: sharp on this screen, but never a larger canvas than is safe. */
export function sharpness({ width, height }: Size, devicePixelRatio: number): number {
  return Math.min(devicePixelRatio, Math.sqrt(largestCanvas / (width * height)));
}
