import { expect, test } from "vitest";
import type { Arrangement } from "./arrange";
import { arrange } from "./arrange";
import type { ViewRect } from "./schema";

const rect = (x: number, y: number, width: number, height: number): ViewRect => ({
  space: "view",
  x,
  y,
  width,
  height,
});
const three = [rect(10, 20, 100, 40), rect(300, 200, 60, 20), rect(150, 90, 80, 30)];
const on = (rects: readonly ViewRect[], group = 1) => rects.map((one) => ({ rect: one, group }));
const arranged = (how: Arrangement) => arrange(on(three), how);

test("edges and centres are aligned to all boxes together", () => {
  expect(arranged("left").map(({ x }) => x)).toEqual([10, 10, 10]);
  expect(arranged("right").map(({ x, width }) => x + width)).toEqual([360, 360, 360]);
  expect(arranged("centre").map(({ x, width }) => x + width / 2)).toEqual([185, 185, 185]);
  expect(arranged("top").map(({ y }) => y)).toEqual([20, 20, 20]);
  expect(arranged("bottom").map(({ y, height }) => y + height)).toEqual([220, 220, 220]);
  expect(arranged("middle").map(({ y, height }) => y + height / 2)).toEqual([120, 120, 120]);
});

test("gaps become equal and the outermost boxes stay", () => {
  const across = arranged("across");
  expect(across.map(({ x }) => x)).toEqual([10, 300, 165]);
  expect(across.map(({ y }) => y)).toEqual([20, 200, 90]);
  expect(arranged("down").map(({ y }) => y)).toEqual([20, 200, 115]);
});

test("gaps are made equal page by page", () => {
  const other = on([rect(0, 0, 10, 10), rect(15, 0, 10, 10), rect(90, 0, 10, 10)], 2);
  const mixed = arrange([...on(three), ...other], "across");
  expect(mixed.map(({ x }) => x)).toEqual([10, 300, 165, 0, 45, 90]);
});

test("sizes are those of the box that was chosen last", () => {
  expect(arranged("width").map(({ width }) => width)).toEqual([80, 80, 80]);
  expect(arranged("width").map(({ height }) => height)).toEqual([40, 20, 30]);
  expect(arranged("height").map(({ height }) => height)).toEqual([30, 30, 30]);
  expect(arranged("size").map(({ width, height }) => [width, height])).toEqual([
    [80, 30],
    [80, 30],
    [80, 30],
  ]);
});

test("one box alone stays as it is", () => {
  expect(arrange(on([rect(1, 2, 3, 4)]), "right")).toEqual([rect(1, 2, 3, 4)]);
});
