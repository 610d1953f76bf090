import { expect, test } from "vitest";
import type { ViewRect } from "@/lib/placements/schema";
import { adjustmentOf } from "./length-adjustment";

const rect = (x: number, y: number, width: number, height: number): ViewRect => ({
  space: "view",
  x,
  y,
  width,
  height,
});

test("what was taken as it was typed needs no word", () => {
  expect(adjustmentOf("x", rect(30, 40, 160, 48), rect(30.01, 40, 160, 48))).toBeUndefined();
});

test("a place beyond the page and a size beyond its edge are told with what was taken", () => {
  expect(adjustmentOf("x", rect(2551, 40, 160, 48), rect(435, 40, 160, 48))).toEqual({
    code: "off_page",
    wanted: 2551,
    taken: 435,
  });
  expect(adjustmentOf("y", rect(30, -5, 160, 48), rect(30, 0, 160, 48))).toEqual({
    code: "off_page",
    wanted: -5,
    taken: 0,
  });
  expect(adjustmentOf("width", rect(30, 40, 900, 48), rect(0, 40, 595, 48))).toEqual({
    code: "off_page",
    wanted: 900,
    taken: 595,
  });
});

test("a size below the smallest is told, and so is a box that had to move", () => {
  expect(adjustmentOf("height", rect(30, 40, 160, 2), rect(30, 40, 160, 16))).toEqual({
    code: "too_small",
    wanted: 2,
    taken: 16,
  });
  expect(adjustmentOf("width", rect(400, 40, 300, 48), rect(295, 40, 300, 48))).toEqual({
    code: "moved",
  });
});
