import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnMark } from "@/lib/envelopes/schema";
import { padAspect } from "./draw-pad";
import type { Point } from "./strokes";
import { fitStrokes, thinStroke, toPadPoint, toSvgPath } from "./strokes";

const pad = { left: 20, top: 100, width: 300, height: 150 };
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const anyPoint = fc.tuple(fraction, fraction) satisfies fc.Arbitrary<Point>;

test("a pointer becomes a fraction of the pad, and outside is the edge", () => {
  expect(toPadPoint({ x: 170, y: 175 }, pad)).toEqual([0.5, 0.5]);
  expect(toPadPoint({ x: 0, y: 9_999 }, pad)).toEqual([0, 1]);
});

test("thinning keeps the first and the last point, and never more than the portal takes", () => {
  const longest = fc.array(anyPoint, { minLength: 1, maxLength: 5_000, size: "max" });
  fc.assert(
    fc.property(longest, (stroke) => {
      const thin = thinStroke(stroke, padAspect);
      expect(thin[0]).toEqual(stroke[0]);
      expect(thin.at(-1)).toEqual(stroke.at(-1));
      const points = thin.map(([x, y]): [number, number] => [x, y]);
      const mark = { kind: "drawn", aspect: padAspect, strokes: [points] };
      expect(drawnMark.safeParse(mark).success).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test("the tremble of a resting pen is left out", () => {
  const resting = Array.from({ length: 50 }, (_, index): Point => [0.5 + index * 1e-5, 0.5]);
  expect(thinStroke(resting, padAspect)).toHaveLength(2);
});

test("a line runs through the middles of its points and ends in the last one", () => {
  const path = toSvgPath([
    [0, 0],
    [2, 0],
    [2, 2],
  ]);
  expect(path).toBe("M0 0Q2 0 2 1Q2 2 2 2");
  expect(toSvgPath([[1, 1]])).toBe("M1 1L1 1");
  expect(toSvgPath([])).toBe("");
});

test("a fitted mark never leaves its area, and uses its full width or height", () => {
  const area = { x: 2, y: 2, width: 90, height: 30 };
  fc.assert(
    fc.property(fc.array(anyPoint, { minLength: 2, maxLength: 40 }), (stroke) => {
      const points = stroke.map(([x, y]): [number, number] => [x, y]);
      const mark = { kind: "drawn" as const, aspect: padAspect, strokes: [points] };
      const { paths, lineWidth } = fitStrokes(mark, area);
      const numbers = (paths[0] ?? "").match(/-?[\d.]+(e-\d+)?/g)?.map(Number) ?? [];
      const xs = numbers.filter((_, index) => index % 2 === 0);
      const ys = numbers.filter((_, index) => index % 2 === 1);
      const slack = 0.001;
      expect(Math.min(...xs)).toBeGreaterThanOrEqual(area.x + lineWidth / 2 - slack);
      expect(Math.max(...xs)).toBeLessThanOrEqual(area.x + area.width - lineWidth / 2 + slack);
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(area.y + lineWidth / 2 - slack);
      expect(Math.max(...ys)).toBeLessThanOrEqual(area.y + area.height - lineWidth / 2 + slack);
    }),
  );
});
