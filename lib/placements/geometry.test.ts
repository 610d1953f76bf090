import fc from "fast-check";
import type { PageViewport } from "pdfjs-dist/legacy/build/pdf.mjs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beforeAll, describe, expect, test } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import {
  clampToPage,
  fromUserSpaceRect,
  pageSize,
  toPdfRect,
  toUserSpaceRect,
  toViewRect,
  viewSize,
} from "./geometry";
import type { PageBox, PdfRect, ViewRect } from "./schema";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyPage: fc.Arbitrary<PageBox> = fc
  .record({
    x0: number(-3000, 3000),
    y0: number(-3000, 3000),
    width: number(72, 14_400),
    height: number(72, 14_400),
    rotation: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
    userUnit: fc.oneof(fc.constant(1), number(0.1, 10)),
  })
  .map(({ x0, y0, width, height, rotation, userUnit }) => ({
    cropBox: [x0, y0, x0 + width, y0 + height] as const,
    rotation,
    userUnit,
  }));
const anyZoom = number(0.1, 8);
const anyRect: fc.Arbitrary<PdfRect> = fc.record({
  space: fc.constant("pdf" as const),
  x: number(-500, 15_000),
  y: number(-500, 15_000),
  width: number(1, 2000),
  height: number(1, 2000),
});

const largestDifference = (a: PdfRect, b: PdfRect): number =>
  Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.width - b.width),
    Math.abs(a.height - b.height),
  );

type Viewport = new (options: {
  viewBox: number[];
  userUnit: number;
  scale: number;
  rotation: number;
}) => PageViewport;

// pdf.js exports the type only; the class comes from a page of a real PDF.
let Viewport: Viewport;
beforeAll(async () => {
  const page = await openPage(makeContract());
  Viewport = page.getViewport({ scale: 1 }).constructor as Viewport;
});

const openPage = async (bytes: Buffer, number = 1) =>
  await (await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).getPage(number);

const viewportOf = (page: PageBox, zoom: number) =>
  new Viewport({
    viewBox: [...page.cropBox],
    userUnit: page.userUnit,
    scale: zoom,
    rotation: page.rotation,
  });

describe("a box between the screen and the page", () => {
  test("comes back within 0.01 pt, whatever the page", () => {
    fc.assert(
      fc.property(anyPage, anyZoom, anyRect, (page, zoom, rect) => {
        const back = toPdfRect(toViewRect(rect, page, zoom), page, zoom);
        expect(largestDifference(back, rect)).toBeLessThan(0.01);
      }),
    );
  });

  test("comes back within 0.01 pt through absolute user space", () => {
    fc.assert(
      fc.property(anyPage, anyRect, (page, rect) => {
        const back = fromUserSpaceRect(toUserSpaceRect(rect, page), page);
        expect(largestDifference(back, rect)).toBeLessThan(0.01);
      }),
    );
  });

  test("lands where pdf.js says that it lands", () => {
    fc.assert(
      fc.property(anyPage, anyZoom, anyRect, (page, zoom, rect) => {
        const view = toViewRect(rect, page, zoom);
        const viewport = viewportOf(page, zoom);
        const [ax, ay] = viewport.convertToPdfPoint(view.x, view.y) as [number, number];
        const [bx, by] = viewport.convertToPdfPoint(view.x + view.width, view.y + view.height) as [
          number,
          number,
        ];
        const theirs = fromUserSpaceRect([ax, ay, bx, by], page);
        expect(largestDifference(theirs, rect)).toBeLessThan(0.01);
      }),
    );
  });

  test("has a page of the size that pdf.js draws", () => {
    fc.assert(
      fc.property(anyPage, anyZoom, (page, zoom) => {
        const viewport = viewportOf(page, zoom);
        const size = viewSize(page, zoom);
        expect(size.width).toBeCloseTo(viewport.width, 6);
        expect(size.height).toBeCloseTo(viewport.height, 6);
      }),
    );
  });

  test("is drawn in the corner that a person expects", () => {
    const lowerLeft: PdfRect = { space: "pdf", x: 0, y: 0, width: 100, height: 40 };
    const page = (rotation: PageBox["rotation"]): PageBox => ({
      cropBox: [10, 20, 610, 820],
      rotation,
      userUnit: 1,
    });
    const expected: Record<PageBox["rotation"], ViewRect> = {
      0: { space: "view", x: 0, y: 760, width: 100, height: 40 },
      90: { space: "view", x: 0, y: 0, width: 40, height: 100 },
      180: { space: "view", x: 500, y: 0, width: 100, height: 40 },
      270: { space: "view", x: 760, y: 500, width: 40, height: 100 },
    };
    for (const rotation of [0, 90, 180, 270] as const)
      expect(toViewRect(lowerLeft, page(rotation), 1)).toEqual(expected[rotation]);
  });

  test("adds the CropBox origin and divides by UserUnit in a /Rect", () => {
    const page: PageBox = { cropBox: [-50, 30, 250, 430], rotation: 90, userUnit: 2 };
    const rect: PdfRect = { space: "pdf", x: 20, y: 40, width: 100, height: 60 };
    expect(toUserSpaceRect(rect, page)).toEqual([-40, 50, 10, 80]);
  });
});

describe("a box that is moved onto its page", () => {
  test("is inside, and keeps its size when it fits", () => {
    fc.assert(
      fc.property(anyPage, anyRect, (page, rect) => {
        const size = pageSize(page);
        const clamped = clampToPage(rect, page);
        expect(clamped.x).toBeGreaterThanOrEqual(0);
        expect(clamped.y).toBeGreaterThanOrEqual(0);
        expect(clamped.x + clamped.width).toBeLessThanOrEqual(size.width + 1e-9);
        expect(clamped.y + clamped.height).toBeLessThanOrEqual(size.height + 1e-9);
        expect(clamped.width).toBe(Math.min(rect.width, size.width));
        expect(clampToPage(clamped, page)).toEqual(clamped);
      }),
    );
  });
});
