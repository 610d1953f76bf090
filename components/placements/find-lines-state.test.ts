import { describe, expect, test } from "vitest";
import type { LineProposal } from "./find-lines-state";
import {
  assignProposal,
  assignRemaining,
  emptyReasonOf,
  fittingBoxes,
  openProposals,
  toBoxes,
} from "./find-lines-state";

const proposal = (id: string, more: Partial<LineProposal> = {}): LineProposal => ({
  id,
  page: 1,
  rect: { space: "pdf", x: 100, y: 100, width: 160, height: 48 },
  reason: "underscores",
  confidence: 0.9,
  words: "Signature:",
  party: undefined,
  nearby: [],
  recipientId: undefined,
  ...more,
});
const open = (proposals: readonly LineProposal[], boxes: Parameters<typeof openProposals>[1]) =>
  openProposals({ status: "found", proposals, read: 9, textless: 0 }, boxes).map(({ id }) => id);
const box = (id: string, x: number, page = 1) => ({
  ...{ id, page, x, y: 100, width: 160, height: 48 },
  recipientId: "ali",
});

test("a proposal is open until its box is there, and again when that is undone", () => {
  const accepted = toBoxes([proposal("a", { recipientId: "ali" })]);
  expect(accepted).toEqual([box("a", 100)]);
  expect(open([proposal("a"), proposal("b", { page: 2 })], accepted)).toEqual(["b"]);
  expect(open([proposal("a")], [])).toEqual(["a"]);
});

test("a box that was moved away stays a decision, and one that stands there already is one", () => {
  expect(open([proposal("a")], [box("a", 400, 3)])).toEqual([]);
  expect(open([proposal("a")], [box("other", 120)])).toEqual([]);
  expect(open([proposal("a")], [box("other", 240)])).toEqual(["a"]);
  expect(open([proposal("a")], [box("other", 100, 2)])).toEqual(["a"]);
});

test("a party needs to be told once", () => {
  const proposals = [
    proposal("a", { party: "client" }),
    proposal("b", { party: "client", page: 2 }),
    proposal("c", { party: "contractor" }),
    proposal("d", { party: "client", recipientId: "sara" }),
    proposal("e"),
  ];
  const people = (id: string) => assignProposal(proposals, id, "ali").map((one) => one.recipientId);
  expect(people("a")).toEqual(["ali", "ali", undefined, "sara", undefined]);
  expect(people("e")).toEqual([undefined, undefined, undefined, "sara", "ali"]);
});

test("all that nobody was chosen for can be given to one person", () => {
  const proposals = [proposal("a"), proposal("b", { recipientId: "sara" }), proposal("c")];
  expect(assignRemaining(proposals, "ali").map(({ recipientId }) => recipientId)).toEqual([
    "ali",
    "sara",
    "ali",
  ]);
});

test("nobody's place makes no box", () => {
  expect(toBoxes([proposal("a")])).toEqual([]);
});

describe("of places that may not all be taken", () => {
  const all = [
    proposal("cover", { recipientId: "ali", confidence: 0.6 }),
    proposal("ali", { recipientId: "ali", page: 2 }),
    proposal("ali, last page", { recipientId: "ali", page: 3 }),
    proposal("nobody", { page: 3 }),
    proposal("sara", { recipientId: "sara", page: 3 }),
  ];
  const taken = (mayAdd: Parameters<typeof fittingBoxes>[1]) =>
    fittingBoxes(all, mayAdd).map(({ id }) => id);

  test("all are taken where the rules allow it, as they are read", () => {
    expect(taken(() => true)).toEqual(["cover", "ali", "ali, last page", "sara"]);
  });
  test("the last sure one of each person where each has one", () => {
    const oneEach: Parameters<typeof taken>[0] = (boxes) =>
      new Set(boxes.map(({ recipientId }) => recipientId)).size === boxes.length;
    expect(taken(oneEach)).toEqual(["ali, last page", "sara"]);
  });
  test("those of the last page where all stand on one", () => {
    const onOnePage: Parameters<typeof taken>[0] = (boxes) =>
      new Set(boxes.map(({ page }) => page)).size <= 1;
    expect(taken(onOnePage)).toEqual(["ali, last page", "sara"]);
  });
  test("none where none is allowed", () => expect(taken(() => false)).toEqual([]));
});

test("nothing to propose has its reason", () => {
  expect(emptyReasonOf({ proposals: [], read: 3, textless: 1 })).toBe("none");
  expect(emptyReasonOf({ proposals: [], read: 3, textless: 3 })).toBe("noText");
  expect(emptyReasonOf({ proposals: [], read: 0, textless: 0 })).toBe("none");
  expect(emptyReasonOf({ proposals: [proposal("a")], read: 3, textless: 0 })).toBe("covered");
});
