import type { PageBox, PdfRect, ViewRect } from "./schema";

/** A PDF `/Rect` `[x0, y0, x1, y1]` in absolute user-space units (ISO 32000-2, 8.3.2.3). */
export type UserSpaceRect = readonly [number, number, number, number];

export type Size = { readonly width: number; readonly height: number };

/** Points, before `/Rotate` is applied. */
export function pageSize(page: PageBox): Size {
  const [x0, y0, x1, y1] = page.cropBox;
  return { width: (x1 - x0) * page.userUnit, height: (y1 - y0) * page.userUnit };
}

/** CSS pixels of the page as drawn, upright. `zoom` is CSS pixels per point. */
export function viewSize(page: PageBox, zoom: number): Size {
  const { width, height } = pageSize(page);
  return isTurned(page)
    ? { width: height * zoom, height: width * zoom }
    : { width: width * zoom, height: height * zoom };
}

/** From points (lower left, unrotated) to CSS pixels (upper left, as drawn). */
export function toViewRect(rect: PdfRect, page: PageBox, zoom: number): ViewRect {
  const right = pageSize(page).width - rect.x - rect.width;
  const above = pageSize(page).height - rect.y - rect.height;
  // `/Rotate` is clockwise: at 90 the lower left corner of the page is drawn at the upper left.
  const [left, top] = {
    0: [rect.x, above],
    90: [rect.y, rect.x],
    180: [right, rect.y],
    270: [above, right],
  }[page.rotation] as [number, number];
  const width = isTurned(page) ? rect.height : rect.width;
  const height = isTurned(page) ? rect.width : rect.height;
  return {
    space: "view",
    x: left * zoom,
    y: top * zoom,
    width: width * zoom,
    height: height * zoom,
  };
}

/** From CSS pixels (upper left, as drawn) to points (lower left, unrotated). */
export function toPdfRect(view: ViewRect, page: PageBox, zoom: number): PdfRect {
  const size = pageSize(page);
  const left = view.x / zoom;
  const top = view.y / zoom;
  const width = (isTurned(page) ? view.height : view.width) / zoom;
  const height = (isTurned(page) ? view.width : view.height) / zoom;
  const [x, y] = {
    0: [left, size.height - top - height],
    90: [top, left],
    180: [size.width - left - width, top],
    270: [size.width - top - width, size.height - left - height],
  }[page.rotation] as [number, number];
  return { space: "pdf", x, y, width, height };
}

/** The `/Rect` that an annotation needs: absolute user-space units, CropBox origin added. */
export function toUserSpaceRect(rect: PdfRect, page: PageBox): UserSpaceRect {
  const [x0, y0] = page.cropBox;
  return [
    x0 + rect.x / page.userUnit,
    y0 + rect.y / page.userUnit,
    x0 + (rect.x + rect.width) / page.userUnit,
    y0 + (rect.y + rect.height) / page.userUnit,
  ];
}

/** Accepts any two opposite corners, as ISO 32000-2, 7.9.5 allows. */
export function fromUserSpaceRect(rect: UserSpaceRect, page: PageBox): PdfRect {
  const [x0, y0] = page.cropBox;
  const [ax, ay, bx, by] = rect;
  return {
    space: "pdf",
    x: (Math.min(ax, bx) - x0) * page.userUnit,
    y: (Math.min(ay, by) - y0) * page.userUnit,
    width: Math.abs(bx - ax) * page.userUnit,
    height: Math.abs(by - ay) * page.userUnit,
  };
}

/** Moves a box onto the page; only a box larger than the page is made smaller. */
export function clampToPage(rect: PdfRect, page: PageBox): PdfRect {
  const size = pageSize(page);
  const width = Math.min(rect.width, size.width);
  const height = Math.min(rect.height, size.height);
  return {
    space: "pdf",
    x: Math.min(Math.max(rect.x, 0), size.width - width),
    y: Math.min(Math.max(rect.y, 0), size.height - height),
    width,
    height,
  };
}

/** Whether the page is drawn with width and height exchanged. */
function isTurned(page: PageBox): boolean {
  return page.rotation === 90 || page.rotation === 270;
}
