import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageSize, toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { Box, Command, EditorState } from "./editor-state";
import { applyCommand, inReadingOrder, newBoxSize, rectOf, startState } from "./editor-state";

const pages: readonly PageBox[] = [
  { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 },
  { cropBox: [30, 50, 545, 792], rotation: 90, userUnit: 1 },
  { cropBox: [-100, -40, 400, 700], rotation: 180, userUnit: 1 },
  { cropBox: [0, 0, 300, 420], rotation: 270, userUnit: 2 },
];
const smallest = { width: 36, height: 16 };
const run = (state: EditorState, ...commands: Command[]): EditorState =>
  commands.reduce((now, command) => applyCommand(now, command, pages, smallest), state);

const people = ["ali", "sara"];
const ids = ["a", "b", "c", "d", "e"];
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyBox: fc.Arbitrary<Box> = fc.record({
  id: fc.constantFrom(...ids),
  recipientId: fc.constantFrom(...people),
  page: fc.integer({ min: 1, max: pages.length }),
  x: number(-100, 900),
  y: number(-100, 900),
  width: number(20, 300),
  height: number(10, 200),
});
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  anyBox.map((box) => ({ kind: "add", boxes: [box] }) as const),
  anyBox.map((box) => ({ kind: "place", id: box.id, page: box.page, rect: rectOf(box) }) as const),
  fc.record({
    kind: fc.constant("nudge" as const),
    x: number(-30, 30),
    y: number(-30, 30),
    isRepeat: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("size" as const),
    width: number(-30, 30),
    height: number(-30, 30),
    isRepeat: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("assign" as const), recipientId: fc.constantFrom(...people) }),
  fc.constant({ kind: "delete" } as const),
  fc.subarray(ids).map((chosen) => ({ kind: "select", ids: chosen }) as const),
  fc.constantFrom(...people, null).map((personId) => ({ kind: "activate", personId }) as const),
  fc.constant({ kind: "undo" } as const),
  fc.constant({ kind: "redo" } as const),
);
/** What a person does; every new box gets an id of its own. */
const anyHistory = fc
  .array(anyCommand, { maxLength: 60 })
  .map((commands) =>
    commands.map((command, at) =>
      command.kind === "add"
        ? { ...command, boxes: command.boxes.map((box) => ({ ...box, id: `${box.id}${at}` })) }
        : command.kind === "select"
          ? { ...command, ids: [...command.ids, `a${at - 1}`, `b${at - 1}`, `c${at - 1}`] }
          : command,
    ),
  );
const undone = (state: EditorState) =>
  run(state, ...state.past.map(() => ({ kind: "undo" }) as const));

describe("undo", () => {
  test("of everything returns to the first state, and redo of everything to the last", () => {
    fc.assert(
      fc.property(anyHistory, (commands) => {
        const last = run(startState([]), ...commands);
        const first = undone(last);
        expect(first.boxes).toEqual([]);
        const steps = first.future.map(() => ({ kind: "redo" }) as const);
        expect(run(first, ...steps.slice(0, last.past.length)).boxes).toEqual(last.boxes);
      }),
    );
  });

  test("of one step returns to the state before it", () => {
    fc.assert(
      fc.property(anyHistory, anyCommand, (commands, command) => {
        const before = run(startState([]), ...commands);
        const after = run(before, command);
        fc.pre(after.past.length === before.past.length + 1 && command.kind !== "redo");
        expect(run(after, { kind: "undo" }).boxes).toEqual(before.boxes);
      }),
    );
  });

  test("reaches back a hundred steps", () => {
    const first = box("a", { x: 0 });
    let state = run(startState([first]), { kind: "select", ids: ["a"] });
    for (let at = 0; at < 130; at++) state = run(state, nudge(1, 0));
    expect(state.past).toHaveLength(100);
    expect(undone(state).boxes[0]?.x).toBe(30);
  });

  test("takes back a held arrow key as one step", () => {
    const start = run(startState([box("a", { x: 100 })]), { kind: "select", ids: ["a"] });
    const held = { ...nudge(1, 0), isRepeat: true };
    const moved = run(start, nudge(1, 0), held, held, held);
    expect(moved.boxes[0]?.x).toBe(104);
    expect(run(moved, { kind: "undo" }).boxes[0]?.x).toBe(100);
  });

  test("is not a step when nothing changed", () => {
    const start = run(startState([box("a", { x: 0 })]), { kind: "select", ids: ["a"] });
    expect(run(start, nudge(-5, 0)).past).toHaveLength(0);
  });
});

const box = (id: string, more: Partial<Box> = {}): Box => ({
  id,
  recipientId: "ali",
  page: 1,
  x: 50,
  y: 50,
  width: 160,
  height: 48,
  ...more,
});
const nudge = (x: number, y: number) => ({ kind: "nudge", x, y, isRepeat: false }) as const;

describe("boxes", () => {
  test("never leave their page, whatever is done to them", () => {
    fc.assert(
      fc.property(anyHistory, (commands) => {
        for (const { page, x, y, width, height } of run(startState([]), ...commands).boxes) {
          const size = pageSize(pages[page - 1] as PageBox);
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-0.01);
          expect(x + width).toBeLessThanOrEqual(size.width + 0.01);
          expect(y + height).toBeLessThanOrEqual(size.height + 0.01);
        }
      }),
    );
  });

  test("go right on the screen with the right arrow, on pages of every rotation", () => {
    for (const [index, page] of pages.entries()) {
      const start = box("a", { page: index + 1, x: 120, y: 130, width: 90, height: 60 });
      const moved = run(startState([start]), { kind: "select", ids: ["a"] }, nudge(7, -3)).boxes[0];
      const [from, to] = [start, moved as Box].map((one) => toViewRect(rectOf(one), page, 1));
      expect((to?.x ?? 0) - (from?.x ?? 0)).toBeCloseTo(7, 2);
      expect((to?.y ?? 0) - (from?.y ?? 0)).toBeCloseTo(-3, 2);
    }
  });

  test("grow to the right and down, and no smaller than may be", () => {
    const size = (width: number, height: number) =>
      ({ kind: "size", width, height, isRepeat: false }) as const;
    const start = run(startState([box("a")]), { kind: "select", ids: ["a"] });
    const grown = run(start, size(10, 5)).boxes[0];
    expect(grown).toMatchObject({ x: 50, y: 45, width: 170, height: 53 });
    const shrunk = run(start, size(-900, -900)).boxes[0];
    expect(shrunk).toMatchObject({ width: smallest.width, height: smallest.height });
  });

  test("that are added are chosen, and nobody is active any more", () => {
    const start = run(startState([]), { kind: "activate", personId: "sara" });
    const state = run(start, { kind: "add", boxes: [box("n", newBoxSize)] });
    expect(state).toMatchObject({ selection: ["n"], activePersonId: null });
  });

  test("that are deleted are not chosen any more, and come back with undo", () => {
    const start = run(startState([box("a"), box("b")]), { kind: "select", ids: ["a"] });
    const state = run(start, { kind: "delete" });
    expect(state.boxes.map(({ id }) => id)).toEqual(["b"]);
    expect(state.selection).toEqual([]);
    expect(run(state, { kind: "undo" }).boxes).toHaveLength(2);
  });

  test("of a newer version replace ours, and ours cannot be undone into it", () => {
    const start = run(startState([box("a")]), { kind: "select", ids: ["a"] }, nudge(9, 9));
    const state = run(start, { kind: "load", boxes: [box("z")] }, { kind: "undo" });
    expect(state.boxes.map(({ id }) => id)).toEqual(["z"]);
  });

  test("are read page by page, from the top, from the left as seen", () => {
    const boxes = [
      box("low", { y: 10 }),
      box("next", { page: 2, x: 10, y: 10 }),
      box("high", { y: 700 }),
      box("beside", { y: 700, x: 300 }),
    ];
    const order = inReadingOrder(boxes, pages).map(({ id }) => id);
    expect(order).toEqual(["high", "beside", "low", "next"]);
  });
});
