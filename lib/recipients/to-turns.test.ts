import { expect, test } from "vitest";
import { toTurns } from "./to-turns";

const people = (...priorities: (string | undefined)[]) =>
  priorities.map((priority, place) => ({
    id: "abcdef"[place] ?? "",
    identity: priority === undefined ? {} : { priority },
  }));
const ids = (turns: { id: string }[][]) => turns.map((turn) => turn.map(({ id }) => id).join(""));

test("one after another, or all at once", () => {
  const three = people(undefined, "9", "1");
  expect(ids(toTurns(three, "sequential", "position"))).toEqual(["a", "b", "c"]);
  expect(ids(toTurns(three, "parallel", "none"))).toEqual(["abc"]);
  expect(toTurns([], "parallel", "priority")).toEqual([]);
});

test("by priority, lower ones come first and equal ones together", () => {
  expect(ids(toTurns(people("2", "1", "2"), "sequential", "priority"))).toEqual(["b", "ac"]);
  expect(ids(toTurns(people("۲", "01", " 2"), "sequential", "priority"))).toEqual(["b", "ac"]);
});

test("who has no priority has their place in the list, or the first when all act at once", () => {
  expect(ids(toTurns(people("3", undefined, undefined), "sequential", "priority"))).toEqual([
    "b",
    "ac",
  ]);
  expect(ids(toTurns(people("2", undefined, undefined), "parallel", "priority"))).toEqual([
    "bc",
    "a",
  ]);
  expect(ids(toTurns(people("?", undefined), "sequential", "priority"))).toEqual(["a", "b"]);
});
