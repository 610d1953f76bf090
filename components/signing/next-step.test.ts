import { expect, test } from "vitest";
import type { PageBox } from "@/lib/placements/schema";
import { inReadingOrder, nextStep } from "./next-step";
import type { MyBox } from "./situation";

const box = (id: string, page: number, x = 50, y = 50): MyBox => ({
  id,
  page,
  rect: { space: "pdf", x, y, width: 100, height: 40 },
});
const boxes = [box("a", 3), box("b", 7)];
const signing = { situation: "sign", boxes, seenBoxes: new Set<string>(), hasMark: false } as const;
const seen = (...ids: string[]) => new Set(ids);

test("a signer is led to the first box, then to the mark", () => {
  expect(nextStep(signing)).toEqual({ kind: "go_to_box", boxId: "a", page: 3, number: 1 });
  expect(nextStep({ ...signing, seenBoxes: seen("a") })).toEqual({ kind: "make_mark" });
});

test("with a mark every other box is looked at before consent", () => {
  const marked = { ...signing, hasMark: true, seenBoxes: seen("a") };
  expect(nextStep(marked)).toEqual({ kind: "go_to_box", boxId: "b", page: 7, number: 2 });
  expect(nextStep({ ...marked, seenBoxes: seen("a", "b") })).toEqual({ kind: "agree" });
});

test("a signer without a box makes a mark and agrees", () => {
  expect(nextStep({ ...signing, boxes: [] })).toEqual({ kind: "make_mark" });
  expect(nextStep({ ...signing, boxes: [], hasMark: true })).toEqual({ kind: "agree" });
});

test("an approver only agrees, and nobody else is asked for anything", () => {
  expect(nextStep({ ...signing, situation: "approve" })).toEqual({ kind: "agree" });
  for (const situation of ["read", "wait", "acted", "completed", "expired"] as const) {
    expect(nextStep({ ...signing, situation })).toEqual({ kind: "none" });
  }
});

test("boxes are read page by page, from the top of the page as it is drawn", () => {
  const upright: PageBox = { cropBox: [0, 0, 600, 800], rotation: 0, userUnit: 1 };
  const unsorted = [
    box("low", 1, 50, 100),
    box("next page", 2, 50, 700),
    box("beside", 1, 300, 708),
    box("top", 1, 50, 700),
  ];
  const order = (pages: PageBox[]) => inReadingOrder(unsorted, pages).map(({ id }) => id);
  expect(order([upright, upright])).toEqual(["top", "beside", "low", "next page"]);
  const overhead: PageBox = { ...upright, rotation: 180 };
  expect(order([overhead, overhead])).toEqual(["low", "beside", "top", "next page"]);
});
