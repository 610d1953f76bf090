import { expect, test } from "vitest";
import { positionRect } from "@/lib/placements/position-rect";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import type { Box } from "./box";
import { copyBoxes, copyToPages, pasteBoxes, readCopiedBoxes } from "./copied-boxes";
import type { Command } from "./editor-state";
import { startState } from "./editor-state";
import { packHistory, unpackHistory } from "./kept-history";
import { pages, run, smallest } from "./testing";

const positions = { names: [...boxPositions], width: 130, height: 70, margin: 36 };
const rectOn = (page: number, position: (typeof boxPositions)[number] = "bottom_right") => {
  const place = pages[page - 1];
  if (!place) throw new Error("No such page");
  const { space: _, ...rect } = positionRect(position, place, positions);
  return rect;
};
const own = { id: "a", recipientId: "ali", page: 1 };
const free: Box = { ...own, x: 50, y: 50, width: 160, height: 48 };
const named: Box = { ...own, ...rectOn(1), position: "bottom_right" };
const begin = (box: Box) => ({ ...startState({ boxes: [box], version: 1 }), selection: [box.id] });
const put: Command = {
  kind: "place",
  moves: [{ id: "a", page: 1, rect: { space: "pdf", ...rectOn(1) }, position: "bottom_right" }],
};

test("a box takes a named place in one step, which undo takes back and redo brings again", () => {
  const placed = run(begin(free), put);
  expect(placed.boxes).toEqual([named]);
  const back = run(placed, { kind: "undo" });
  expect(back.boxes).toEqual([free]);
  expect(run(back, { kind: "redo" }).boxes).toEqual([named]);
});

test("the size at a named place is the provider's, though it is below what a hand can make", () => {
  const tiny: Command = {
    kind: "place",
    moves: [
      {
        id: "a",
        page: 1,
        rect: { space: "pdf", x: 36, y: 36, width: smallest.width / 2, height: 8 },
        position: "bottom_left",
      },
    ],
  };
  expect(run(begin(free), tiny).boxes[0]).toMatchObject({ width: smallest.width / 2, height: 8 });
});

const here = { space: "pdf", ...rectOn(1) } as const;
test.each<[string, Command]>([
  ["moved", { kind: "nudge", x: -5, y: 0, isRepeat: false }],
  ["sized", { kind: "size", width: 5, height: 0, isRepeat: false }],
  ["dragged", { kind: "place", moves: [{ id: "a", page: 1, rect: { ...here, x: 5 } }] }],
  ["set free where it is", { kind: "place", moves: [{ id: "a", page: 1, rect: here }] }],
  ["aligned", { kind: "arrange", how: "width" }],
])("a box that is %s stands freely", (_, command) => {
  const other: Box = { ...free, id: "b", x: 100 };
  const state = { ...startState({ boxes: [named, other], version: 1 }), selection: ["a", "b"] };
  const alone = command.kind === "arrange" ? state : { ...state, selection: ["a"] };
  const [box] = run(alone, command).boxes;
  expect(box).toBeDefined();
  expect(box).not.toHaveProperty("position");
});

test("a box keeps its place when only its person changes, and at the edge where no key moves it", () => {
  const corner: Box = { ...named, ...rectOn(1), x: 595 - 130 };
  expect(run(begin(named), { kind: "assign", recipientId: "sara" }).boxes).toEqual([
    { ...named, recipientId: "sara" },
  ]);
  const nudged = run(begin(corner), { kind: "nudge", x: 5, y: 0, isRepeat: false });
  expect(nudged.boxes).toEqual([corner]);
  expect(nudged.past).toEqual([]);
});

const people = [{ id: "ali", number: 1 }];
let made = 0;
const ground = (boxes: readonly Box[]) => {
  return { pages, people, boxes, newId: () => `new${++made}`, positions };
};

test("copies on other pages keep their place, whatever size and turn those have", () => {
  const copies = copyToPages([named], [2, 3, 4], ground([named]));
  expect(copies).toHaveLength(3);
  for (const copy of copies) {
    expect(copy).toMatchObject({ position: "bottom_right" });
    const wanted = rectOn(copy.page);
    for (const part of ["x", "y", "width", "height"] as const)
      expect(copy[part]).toBeCloseTo(wanted[part], 2);
  }
  const added = run(begin(named), { kind: "add", boxes: copies });
  expect(added.boxes.slice(1)).toEqual(copies);
});

test("a pasted box has its place, but not on top of its twin, nor where nobody knows it", () => {
  const copied = readCopiedBoxes(JSON.stringify(copyBoxes([named], ground([]))));
  if (!copied) throw new Error("Nothing was copied");
  expect(pasteBoxes(copied, 1, ground([]))).toMatchObject([{ position: "bottom_right" }]);
  const foreign = { ...ground([]), positions: undefined };
  for (const where of [ground([named]), foreign])
    expect(pasteBoxes(copied, 1, where)[0]).not.toHaveProperty("position");
  expect(pasteBoxes(copied, 1, foreign)).toMatchObject([rectOn(1)]);
});

test("the history that a browser keeps has the places", () => {
  const { boxes, past = [] } = unpackHistory(packHistory(run(begin(free), put), 4)) ?? {};
  expect([boxes, past[0]?.boxes]).toEqual([[named], [free]]);
});
