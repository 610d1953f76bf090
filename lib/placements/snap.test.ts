import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clampToPage, toPdfRect, toViewRect, viewSize } from "./geometry";
import type { PageBox, ViewRect } from "./schema";
import type { Surroundings } from "./snap";
import { snapMove, snapSides } from "./snap";

const rect = (x: number, y: number, width = 160, height = 48): ViewRect => ({
  space: "view",
  x,
  y,
  width,
  height,
});
const page = { width: 600, height: 800 };
const around = (others: readonly ViewRect[] = [], zoom = 1): Surroundings => ({
  page,
  zoom,
  others,
});
const margin = (20 * 72) / 25.4;

describe("a moved box", () => {
  test.each([
    ["the left edge of the page", rect(5, 300), { x: 0 }],
    ["the margin of 20 mm", rect(60, 300), { x: margin }],
    ["the margin on the right", rect(600 - margin - 163, 300), { x: 600 - margin - 160 }],
    ["the centre line of the page", rect(216, 300), { x: 220 }],
    ["the foot of the page", rect(300, 748), { y: 752 }],
  ])("is drawn to %s", (_, from, to) => {
    expect(snapMove(from, around()).rect).toMatchObject(to);
  });

  test("stays where it is when nothing is within six pixels", () => {
    const from = rect(100, 300);
    expect(snapMove(from, around())).toEqual({ rect: from, guides: [] });
  });

  test("is drawn to the edges and centres of other boxes, with a line through both", () => {
    const { rect: to, guides } = snapMove(rect(105, 303), around([rect(100, 500, 90, 30)]));
    expect(to.x).toBe(100);
    expect(guides).toEqual([{ kind: "line", axis: "x", at: 100, from: 303, to: 530 }]);
    expect(snapMove(rect(300, 492), around([rect(100, 500, 90, 30)])).rect.y).toBe(491);
  });

  test("is drawn to a gap as wide as the gap beside it, on either side and between", () => {
    const row = [rect(100, 300, 60, 30), rect(190, 300, 60, 30)];
    const after = snapMove(rect(284, 280, 60, 70), around(row));
    expect(after.rect.x).toBe(280);
    expect(after.guides.filter(({ kind }) => kind === "gap")).toEqual([
      { kind: "gap", axis: "x", at: 315, from: 160, to: 190 },
      { kind: "gap", axis: "x", at: 315, from: 250, to: 280 },
    ]);
    expect(snapMove(rect(13, 280, 60, 70), around(row)).rect.x).toBe(10);
    const apart = [rect(100, 300, 60, 30), rect(300, 300, 60, 30)];
    expect(snapMove(rect(204, 280, 47, 70), around(apart)).rect.x).toBeCloseTo(206.5, 9);
  });

  test("moves six pixels at most and never off its page, whatever stands around it", () => {
    const side = fc.integer({ min: 20, max: 150 });
    const any = fc
      .tuple(fc.double({ min: 0, max: 450, noNaN: true }), fc.integer({ max: 650, min: 0 }), side)
      .map(([x, y, width]) => rect(x, y, width, width));
    fc.assert(
      fc.property(
        any,
        fc.array(any, { maxLength: 8 }),
        fc.constantFrom(0.5, 1, 2.33),
        (from, others, zoom) => {
          const { rect: to, guides } = snapMove(from, around(others, zoom));
          expect(Math.abs(to.x - from.x)).toBeLessThanOrEqual(6);
          expect(Math.abs(to.y - from.y)).toBeLessThanOrEqual(6);
          expect(to.x).toBeGreaterThanOrEqual(-0.05);
          expect(to.x + to.width).toBeLessThanOrEqual(page.width + 0.05);
          expect([to.width, to.height]).toEqual([from.width, from.height]);
          if (to.x !== from.x) expect(guides.some(({ axis }) => axis === "x")).toBe(true);
          if (to.y !== from.y) expect(guides.some(({ axis }) => axis === "y")).toBe(true);
        },
      ),
    );
  });

  test("comes to the same edge as seen on a page of every rotation, and in points at every zoom", () => {
    for (const rotation of [0, 90, 180, 270] as const)
      for (const zoom of [0.5, 1, 2.33]) {
        const place: PageBox = { cropBox: [-20, 30, 480, 730], rotation, userUnit: 1 };
        const seen = rect(4, 300 * zoom, 100 * zoom, 40 * zoom);
        const to = snapMove(seen, { page: viewSize(place, zoom), zoom, others: [] }).rect;
        const kept = clampToPage(toPdfRect(to, place, zoom), place);
        expect(toViewRect(kept, place, 1).x).toBeCloseTo(0, 9);
      }
  });
});

describe("a pulled side", () => {
  const smallest = { width: 36, height: 16 };

  test("is drawn to the edge of another box while the opposite side stays", () => {
    const other = rect(300, 500, 100, 30);
    const end = snapSides(rect(100, 300, 196, 40), { x: "end" }, smallest, around([other]));
    expect(end.rect).toMatchObject({ x: 100, width: 200 });
    expect(end.guides).toEqual([{ kind: "line", axis: "x", at: 300, from: 300, to: 530 }]);
    const start = snapSides(rect(305, 300, 95, 40), { x: "start" }, smallest, around([other]));
    expect(start.rect).toMatchObject({ x: 300, width: 100 });
  });

  test("moves in both directions at a corner", () => {
    const other = rect(300, 500, 100, 30);
    const { rect: to } = snapSides(
      rect(100, 300, 203, 196),
      { x: "end", y: "end" },
      smallest,
      around([other]),
    );
    expect(to).toMatchObject({ x: 100, y: 300, width: 200, height: 200 });
  });

  test("never makes the box smaller than it may be", () => {
    const from = rect(100, 300, 36, 40);
    const { rect: to } = snapSides(from, { x: "end" }, smallest, around([rect(132, 500)]));
    expect(to.width).toBe(36);
  });
});
