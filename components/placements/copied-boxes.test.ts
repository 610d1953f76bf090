import { describe, expect, test } from "vitest";
import type { PageBox } from "@/lib/placements/schema";
import type { Box } from "./box";
import { seenOn } from "./box";
import { copyBoxes, copyToPages, pasteBoxes, readCopiedBoxes } from "./copied-boxes";

const pages: readonly PageBox[] = [
  { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 },
  { cropBox: [30, 50, 625, 892], rotation: 0, userUnit: 1 },
  { cropBox: [0, 0, 842, 595], rotation: 90, userUnit: 1 },
];
const people = [
  { id: "vera", number: null },
  { id: "ali", number: 1 },
  { id: "sara", number: 2 },
];
const box = (id: string, more: Partial<Box> = {}): Box => ({
  id,
  recipientId: "ali",
  page: 1,
  x: 50,
  y: 600,
  width: 160,
  height: 48,
  ...more,
});
const ground = (boxes: readonly Box[] = []) => {
  let made = 0;
  return { pages, people, boxes, newId: () => `new${++made}` };
};
const places = (boxes: readonly Box[]) => boxes.map(({ page, x, y }) => [page, x, y]);

describe("pasted boxes", () => {
  const copied = copyBoxes([box("a"), box("b", { page: 2, recipientId: "sara", x: 90 })], ground());

  test("stand on the page where they are pasted, as far from each other as they were", () => {
    const boxes = pasteBoxes(copied, 2, ground());
    expect(boxes.map(({ id, page }) => [id, page])).toEqual([
      ["new1", 2],
      ["new2", 3],
    ]);
  });

  test("look the same on a turned page", () => {
    const [first] = pasteBoxes(copied, 3, ground());
    const seen = first && seenOn(first, pages[2] as PageBox);
    expect(seen).toMatchObject({ x: 50, y: 842 - 600 - 48, width: 160, height: 48 });
  });

  test("behind the last page are left out", () => {
    expect(pasteBoxes(copied, 3, ground())).toHaveLength(1);
  });

  test("are moved off a twin that is there already, and off that copy too", () => {
    const there = [box("a"), box("b", { page: 2, recipientId: "sara", x: 90 })];
    const [once] = pasteBoxes(copied, 1, ground(there));
    expect(once).toMatchObject({ x: 62, y: 588 });
    const twice = pasteBoxes(copied, 1, ground([...there, once as Box]));
    expect(twice[0]).toMatchObject({ x: 74, y: 576 });
  });

  test("in another envelope are for the signer of the same number, else for the first", () => {
    const others = [
      { id: "omid", number: 1 },
      { id: "leyla", number: 2 },
    ];
    const [first, second] = pasteBoxes(copied, 1, { ...ground(), people: others });
    expect([first?.recipientId, second?.recipientId]).toEqual(["omid", "leyla"]);
    const alone = pasteBoxes(copied, 1, { ...ground(), people: others.slice(0, 1) });
    expect(alone.map(({ recipientId }) => recipientId)).toEqual(["omid", "omid"]);
  });

  test("come through text unchanged, and nothing else comes through", () => {
    expect(readCopiedBoxes(JSON.stringify(copied))).toEqual(copied);
    for (const text of [null, "", "Dear Ali", "[]", '{"kind":"muhr-boxes"}'])
      expect(readCopiedBoxes(text)).toBeUndefined();
    const endless = JSON.stringify(copied).replace('"width":160', '"width":-1');
    expect(readCopiedBoxes(endless)).toBeUndefined();
  });
});

describe("boxes that are copied to pages", () => {
  test("come to every other page, at the same place", () => {
    const copies = copyToPages([box("a")], [1, 2, 3], ground([box("a")]));
    expect(places(copies)).toEqual([
      [2, 50, 600],
      [3, 194, 50],
    ]);
  });

  test("come once, however often they are copied", () => {
    const first = copyToPages([box("a")], [2], ground([box("a")]));
    expect(copyToPages([box("a")], [2], ground([box("a"), ...first]))).toEqual([]);
  });
});
