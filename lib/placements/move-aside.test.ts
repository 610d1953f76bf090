import { expect, test } from "vitest";
import { isCovered, moveAside } from "./move-aside";
import type { PlacementInput } from "./schema";

const pages = [{ cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 } as const];
const stamp = {
  page: 1,
  rect: { space: "pdf", x: 36, y: 36, width: 250, height: 22 } as const,
};
const box = (more: Partial<PlacementInput> = {}): PlacementInput => ({
  id: "a",
  recipientId: "ali",
  page: 1,
  x: 36,
  y: 40,
  width: 130,
  height: 70,
  ...more,
});

test("a box is covered by what is written over a part of it, on its own page only", () => {
  expect(isCovered(box(), [stamp])).toBe(true);
  expect(isCovered(box({ page: 2 }), [stamp])).toBe(false);
  expect(isCovered(box({ y: 58 }), [stamp])).toBe(false);
  expect(isCovered(box(), [])).toBe(false);
});

test("it moves the shortest way, and stays as large as it is", () => {
  const aside = moveAside(box(), [box()], [stamp], pages);
  expect(aside).toEqual({ space: "pdf", x: 36, y: 64, width: 130, height: 70 });
});

test("it moves neither onto another box nor under other text", () => {
  const above = box({ id: "b", y: 64 });
  const text = { page: 1, rect: { ...stamp.rect, y: 150 } };
  const aside = moveAside(box(), [box(), above], [stamp, text], pages);
  expect(aside).toBeDefined();
  const moved = { ...box(), ...aside };
  expect(isCovered(moved, [stamp, text, { page: 1, rect: { space: "pdf", ...above } }])).toBe(
    false,
  );
  expect(aside?.x).toBeGreaterThanOrEqual(0);
});

test("on a page without room it stays", () => {
  const all = { page: 1, rect: { space: "pdf", x: 0, y: 0, width: 595, height: 842 } as const };
  expect(moveAside(box(), [box()], [all], pages)).toBeUndefined();
  expect(moveAside(box({ page: 9 }), [], [stamp], pages)).toBeUndefined();
});
