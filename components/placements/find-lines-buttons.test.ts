import fc from "fast-check";
import { expect, test } from "vitest";
import type { ViewRect } from "@/lib/placements/schema";
import { buttonSizes, buttonsRect, placeButtons } from "./find-lines-buttons";
import { doOverlap } from "./place-box";

const { fine, coarse } = buttonSizes;
const page = { width: 600, height: 800 };
const rect = (x: number, y: number, width: number, height: number): ViewRect => ({
  space: "view",
  x,
  y,
  width,
  height,
});

/** Of places of which nobody is known to sign. */
const placesOf = (views: readonly ViewRect[], boxes: readonly ViewRect[] = [], buttons = coarse) =>
  placeButtons(
    views.map((view) => ({ view, hasPerson: false })),
    boxes,
    page,
    buttons,
  );

test("a large place holds its buttons, a small one has them beside it", () => {
  expect(placesOf([rect(100, 100, 100, 40)])).toEqual(["inside"]);
  expect(placesOf([rect(100, 100, 80, 20)])).toEqual(["right"]);
  expect(placesOf([rect(500, 100, 80, 20)])).toEqual(["left"]);
  const view = rect(100, 100, 100, 40);
  expect(placeButtons([{ view, hasPerson: true }], [], page, coarse)).toEqual(["right"]);
  // A mouse needs less than a finger.
  expect(placesOf([rect(100, 100, 80, 26)], [], fine)).toEqual(["inside"]);
});

test("they cover no neighbour, no box and no other buttons", () => {
  const small = rect(100, 100, 80, 20);
  expect(placesOf([small, rect(200, 100, 80, 20)])).toEqual(["left", "right"]);
  expect(placesOf([small], [rect(190, 80, 80, 60)])).toEqual(["left"]);
  expect(placesOf([small, rect(280, 100, 80, 20)])).toEqual(["right", "right"]);
  expect(placesOf([small, rect(184, 100, 80, 20), rect(16, 100, 80, 20)])[0]).toBe("below");
});

test("they stay on the page, however crowded it is", () => {
  const length = (min: number, max: number) => fc.integer({ min, max });
  const anyRect = fc
    .tuple(length(0, 500), length(0, 700), length(20, 100), length(10, 60))
    .map(([x, y, width, height]) => rect(x, y, width, height));
  fc.assert(
    fc.property(fc.array(anyRect, { maxLength: 12 }), (ghosts) => {
      for (const [at, place] of placesOf(ghosts).entries()) {
        const ghost = ghosts[at];
        if (!ghost || place === "inside") continue;
        const buttons = buttonsRect(ghost, place, coarse);
        expect(doOverlap(buttons, ghost)).toBe(false);
        expect(buttons.x).toBeGreaterThanOrEqual(0);
        expect(buttons.y).toBeGreaterThanOrEqual(0);
        expect(buttons.x + buttons.width).toBeLessThanOrEqual(page.width);
        expect(buttons.y + buttons.height).toBeLessThanOrEqual(page.height);
      }
    }),
  );
});
