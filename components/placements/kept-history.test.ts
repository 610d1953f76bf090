import { expect, test } from "vitest";
import type { Box } from "./box";
import type { Command, EditorState } from "./editor-state";
import { applyCommand, startState } from "./editor-state";
import type { SavedDraft } from "./kept-history";
import { continueHistory, packHistory, unpackHistory } from "./kept-history";

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
const edited = run(
  startState({ boxes: [box("a")], version: 3 }),
  { kind: "add", boxes: [box("b", 300)] },
  nudge,
  nudge,
  {
    kind: "undo",
  },
);
const kept = unpackHistory(packHistory(edited, 7));

test("after a reload everything can be undone and done again as before it", () => {
  if (!kept) throw new Error("Nothing came back");
  const back = startState(kept, kept);
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
  const start = run(startState({ boxes: many, version: 1 }), {
    kind: "select",
    ids: many.slice(0, 3).map(({ id }) => id),
  });
  const state = run(start, ...Array.from({ length: 100 }, () => nudge));
  expect(packHistory(state, 1).length).toBeLessThan(400_000);
});

const server = (also: Partial<SavedDraft>): SavedDraft => ({
  ...{ rev: 9, version: 3, boxes: edited.boxes, earlier: [] },
  ...also,
});
const goOn = (also: Partial<SavedDraft>) => kept && continueHistory(kept, server(also));

test("it is the history of what the server has, in whatever order it has it", () => {
  expect(goOn({ boxes: [...edited.boxes].reverse() })).toEqual(kept);
});

test("it brings back what was never saved, as long as nobody changed the draft", () => {
  expect(goOn({ rev: 7, boxes: [box("a")] })).toEqual(kept);
  expect(goOn({ rev: 8, boxes: [box("a")] })).toBeUndefined();
});

test("people who were changed meanwhile are steps that follow, each with the boxes of its time", () => {
  const [first = box("a")] = edited.boxes;
  const earlier = [
    { version: 3, boxes: edited.boxes },
    { version: 8, boxes: [first] },
  ];
  expect(goOn({ version: 9, boxes: [], earlier })).toEqual({
    rev: 9,
    version: 9,
    boxes: [],
    past: [...edited.past, { version: 3, boxes: edited.boxes }, earlier[1]],
    future: [],
  });
});

test("it ends where somebody else changed the boxes before the people", () => {
  const earlier = [{ version: 3, boxes: [box("a")] }];
  expect(goOn({ version: 9, boxes: [], earlier })).toBeUndefined();
});

test("steps to people whom the server has forgotten are cut off, with all beyond them", () => {
  const step = (version: number) => ({ version, boxes: [box("a", version)] });
  const long = {
    ...{ rev: 9, ...step(5) },
    past: [step(5), step(2), step(4), step(5)],
    future: [step(6), step(7), step(6)],
  };
  const known = [step(4), step(6)];
  expect(continueHistory(long, { rev: 9, ...step(5), earlier: known })).toEqual({
    ...long,
    past: [step(4), step(5)],
    future: [step(6)],
  });
  expect(continueHistory(long, { rev: 9, ...step(8), earlier: known })).toBeUndefined();
});

test("text that is not a whole history is no history", () => {
  const text = packHistory(edited, 7);
  for (const wrong of [null, "", "{}", text.slice(0, -9), text.replace('"now":[3', '"now":[3,99')])
    expect(unpackHistory(wrong)).toBeUndefined();
});
