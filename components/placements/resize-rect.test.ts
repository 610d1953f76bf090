import fc from "fast-check";
import { expect, test } from "vitest";
import type { ViewRect } from "@/lib/placements/schema";
import { drawnRect, handles, moveRect, resizeRect } from "./resize-rect";

const page = { width: 600, height: 800 };
const smallest = { width: 36, height: 16 };
const anyRect: fc.Arbitrary<ViewRect> = fc
  .tuple(
    fc.integer({ min: 0, max: 500 }),
    fc.integer({ min: 0, max: 700 }),
    fc.integer({ min: 36, max: 100 }),
    fc.integer({ min: 16, max: 100 }),
  )
  .map(([x, y, width, height]) => ({ space: "view", x, y, width, height }));
const pull = fc.record({
  dx: fc.integer({ min: -900, max: 900 }),
  dy: fc.integer({ min: -900, max: 900 }),
});
const isOnPage = ({ x, y, width, height }: ViewRect) =>
  x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height;

test("a pulled handle leaves the opposite side where it is, on the page and large enough", () => {
  fc.assert(
    fc.property(anyRect, fc.constantFrom(...handles), pull, (rect, handle, by) => {
      const next = resizeRect(rect, handle, by, smallest, page);
      expect(isOnPage(next)).toBe(true);
      expect(next.width).toBeGreaterThanOrEqual(smallest.width);
      expect(next.height).toBeGreaterThanOrEqual(smallest.height);
      if (!handle.includes("w")) expect(next.x).toBe(rect.x);
      if (!handle.includes("e")) expect(next.x + next.width).toBe(rect.x + rect.width);
      if (!handle.includes("n")) expect(next.y).toBe(rect.y);
      if (!handle.includes("s")) expect(next.y + next.height).toBe(rect.y + rect.height);
    }),
  );
});

test("a moved box keeps its size and stays on the page", () => {
  fc.assert(
    fc.property(anyRect, pull, (rect, by) => {
      const next = moveRect(rect, by, page);
      expect(isOnPage(next)).toBe(true);
      expect([next.width, next.height]).toEqual([rect.width, rect.height]);
    }),
  );
});

test("a box is drawn between two corners in any direction", () => {
  const rect = { space: "view", x: 100, y: 200, width: 150, height: 60 };
  const [a, b] = [
    { x: 100, y: 200 },
    { x: 250, y: 260 },
  ] as const;
  expect(drawnRect(a, b, smallest, page)).toEqual(rect);
  expect(drawnRect(b, a, smallest, page)).toEqual(rect);
});
