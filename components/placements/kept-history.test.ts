import { expect, test } from "vitest";
import type { Box } from "./box";
import type { Command, EditorState } from "./editor-state";
import { applyCommand, startState } from "./editor-state";
import { isHistoryOf, packHistory, unpackHistory } from "./kept-history";

const pages = [{ cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 } as const];
const box = (id: string, x = 50): Box => ({
  id,
  recipientId: "ali",
  page: 1,
  x,
  y: 50,
  width: 160,
  height: 48,
});
const run = (state: EditorState, ...commands: Command[]): EditorState =>
  commands.reduce((now, one) => applyCommand(now, one, pages, { width: 36, height: 16 }), state);
const nudge = { kind: "nudge", x: 5, y: 0, isRepeat: false } as const;
const edited = run(startState([box("a")]), { kind: "add", boxes: [box("b", 300)] }, nudge, nudge, {
  kind: "undo",
});
const people = new Set(["ali"]);
const kept = unpackHistory(packHistory(edited, 7));

test("after a reload everything can be undone and done again as before it", () => {
  if (!kept) throw new Error("Nothing came back");
  const back = startState(kept.boxes, kept);
  for (const command of [{ kind: "undo" }, { kind: "redo" }] as const) {
    let [one, other] = [edited, back];
    for (let steps = 0; steps < 4; steps++) {
      [one, other] = [run(one, command), run(other, command)];
      expect(other.boxes).toEqual(one.boxes);
    }
  }
});

test("a hundred steps of two hundred boxes fit into what a browser keeps", () => {
  const many = Array.from({ length: 200 }, (_, at) => box(`00000000-0000-7000-8000-${at}`, at));
  const start = run(startState(many), {
    kind: "select",
    ids: many.slice(0, 3).map(({ id }) => id),
  });
  const state = run(start, ...Array.from({ length: 100 }, () => nudge));
  expect(packHistory(state, 1).length).toBeLessThan(400_000);
});

test("it is the history of what the server has, in whatever order it has it", () => {
  if (!kept) throw new Error("Nothing came back");
  const boxes = [...edited.boxes].reverse();
  expect(isHistoryOf(kept, { rev: 9, boxes }, people)).toBe(true);
});

test("it brings back what was never saved, as long as nobody changed the draft", () => {
  if (!kept) throw new Error("Nothing came back");
  expect(isHistoryOf(kept, { rev: 7, boxes: [box("a")] }, people)).toBe(true);
  expect(isHistoryOf(kept, { rev: 8, boxes: [box("a")] }, people)).toBe(false);
});

test("it is nobody's history once one of its people is gone", () => {
  if (!kept) throw new Error("Nothing came back");
  expect(isHistoryOf(kept, { rev: 7, boxes: edited.boxes }, new Set(["sara"]))).toBe(false);
});

test("text that is not a whole history is no history", () => {
  const text = packHistory(edited, 7);
  for (const wrong of [
    null,
    "",
    "{}",
    text.slice(0, -9),
    text.replace('"boxes":[', '"boxes":[99,'),
  ])
    expect(unpackHistory(wrong)).toBeUndefined();
});
