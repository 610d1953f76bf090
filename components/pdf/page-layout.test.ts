import fc from "fast-check";
import { expect, test } from "vitest";
import type { PageBox } from "@/lib/placements/schema";
import { layOutPages, pageAt, pageGap, sharpness, zoomToFit } from "./page-layout";

const anyPage: fc.Arbitrary<PageBox> = fc.record({
  cropBox: fc.tuple(
    fc.constant(-20),
    fc.constant(10),
    fc.integer({ min: 72, max: 2000 }),
    fc.integer({ min: 100, max: 2000 }),
  ),
  rotation: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
  userUnit: fc.constantFrom(1, 2),
});
const anyPages = fc.array(anyPage, { minLength: 1, maxLength: 40 });

test("pages follow one another with a gap, and each is found at its own height", () => {
  fc.assert(
    fc.property(anyPages, fc.double({ min: 0.2, max: 4, noNaN: true }), (pages, zoom) => {
      const layout = layOutPages(pages, zoom);
      layout.places.forEach(({ top, size, index }) => {
        const next = layout.places[index + 1];
        if (next) expect(next.top).toBeCloseTo(top + size.height + pageGap, 6);
        expect(pageAt(layout, top + 1)).toBe(index);
        expect(pageAt(layout, top + size.height)).toBe(index);
      });
    }),
  );
});

test("at the zoom that fits, the widest page has exactly the width", () => {
  fc.assert(
    fc.property(anyPages, fc.integer({ min: 200, max: 2000 }), (pages, width) => {
      const { places } = layOutPages(pages, zoomToFit(pages, width));
      expect(Math.max(...places.map(({ size }) => size.width))).toBeCloseTo(width, 6);
    }),
  );
});

test("a canvas is as sharp as the screen, until it would be too large to paint", () => {
  expect(sharpness({ width: 600, height: 800 }, 2)).toBe(2);
  const side = 14_400;
  const scale = sharpness({ width: side, height: side }, 2);
  expect(side * scale * (side * scale)).toBeLessThan(16_777_216);
});
