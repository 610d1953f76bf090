import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pageSize, toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { Box } from "./box";
import { inReadingOrder, newBoxSize, rectOf } from "./box";
import type { EditorState } from "./editor-state";
import { startState } from "./editor-state";
import { anyCommand, anyHistory, pages, run, smallest } from "./testing";

const begin = (boxes: readonly Box[]) => startState({ boxes, version: 1 });
const undone = (state: EditorState) =>
  run(state, ...state.past.map(() => ({ kind: "undo" }) as const));

describe("undo", () => {
  test("of everything returns to the first state, and redo of everything to the last", () => {
    fc.assert(
      fc.property(anyHistory, (commands) => {
        const last = run(begin([]), ...commands);
        const first = undone(last);
        expect(first.boxes).toEqual([]);
        const steps = first.future.map(() => ({ kind: "redo" }) as const);
        expect(run(first, ...steps.slice(0, last.past.length)).boxes).toEqual(last.boxes);
      }),
    );
  });

  test("never reaches further back than a hundred steps", () => {
    const many = fc.array(anyHistory, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(many, (histories) => {
        const { past, future } = run(begin([]), ...histories.flat());
        expect(past.length + future.length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 30 },
    );
  });

  test("of one step returns to the state before it", () => {
    fc.assert(
      fc.property(anyHistory, anyCommand, (commands, command) => {
        const before = run(begin([]), ...commands);
        const after = run(before, command);
        fc.pre(after.past.length === before.past.length + 1 && command.kind !== "redo");
        expect(run(after, { kind: "undo" }).boxes).toEqual(before.boxes);
      }),
    );
  });

  test("reaches back a hundred steps", () => {
    const first = box("a", { x: 0 });
    let state = run(begin([first]), { kind: "select", ids: ["a"] });
    for (let at = 0; at < 130; at++) state = run(state, nudge(1, 0));
    expect(state.past).toHaveLength(100);
    expect(undone(state).boxes[0]?.x).toBe(30);
  });

  test("takes back a held arrow key as one step", () => {
    const start = run(begin([box("a", { x: 100 })]), { kind: "select", ids: ["a"] });
    const held = { ...nudge(1, 0), isRepeat: true };
    const moved = run(start, nudge(1, 0), held, held, held);
    expect(moved.boxes[0]?.x).toBe(104);
    expect(run(moved, { kind: "undo" }).boxes[0]?.x).toBe(100);
  });

  test("takes back a held key alone, when something else was done before it", () => {
    const start = run(begin([box("a", { x: 0 })]), { kind: "select", ids: ["a"] });
    const held = { ...nudge(1, 0), isRepeat: true };
    const moved = run(start, { kind: "assign", recipientId: "sara" }, held, held);
    expect(moved.past).toHaveLength(2);
    expect(run(moved, { kind: "undo" }).boxes[0]).toMatchObject({ x: 0, recipientId: "sara" });
  });

  test("is not a step when nothing changed", () => {
    const start = run(begin([box("a", { x: 0 })]), { kind: "select", ids: ["a"] });
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

describe("several boxes", () => {
  const boxes = [
    box("a", { x: 50, y: 700 }),
    box("b", { x: 90, y: 600, width: 100 }),
    box("c", { x: 200, y: 100, height: 30 }),
    box("d", { page: 2, x: 30, y: 40 }),
  ];
  const start = begin(boxes);

  test("are moved together as one step", () => {
    const rect = (x: number, y: number) => rectOf(box("any", { x, y }));
    const moves = [
      { id: "a", page: 1, rect: rect(60, 60) },
      { id: "b", page: 4, rect: rect(70, 70) },
    ];
    const state = run(start, { kind: "place", moves });
    expect(state.boxes.map(({ page, x }) => [page, x])).toEqual([
      [1, 60],
      [4, 70],
      [1, 200],
      [2, 30],
    ]);
    expect(run(state, { kind: "undo" }).boxes).toEqual(boxes);
  });

  test("are aligned as one step, and only the chosen ones", () => {
    const chosen = run(start, { kind: "select", ids: ["a", "b"] });
    const state = run(chosen, { kind: "arrange", how: "right" });
    expect(state.boxes.map(({ x }) => x)).toEqual([50, 110, 200, 30]);
    expect(state.past).toHaveLength(1);
  });

  test("on a turned page are aligned as they are seen", () => {
    const chosen = run(start, { kind: "select", ids: ["a", "d"] });
    const [a, , , d] = run(chosen, { kind: "arrange", how: "top" }).boxes.map((one) =>
      toViewRect(rectOf(one), pages[one.page - 1] as PageBox, 1),
    );
    expect(d?.y).toBeCloseTo(a?.y ?? 0, 2);
  });

  test("are chosen one by one", () => {
    const toggle = (id: string) => ({ kind: "toggle", id }) as const;
    expect(run(start, toggle("c"), toggle("a")).selection).toEqual(["c", "a"]);
    expect(run(start, toggle("c"), toggle("a"), toggle("c")).selection).toEqual(["a"]);
  });
});

describe("boxes", () => {
  test("never leave their page nor become smaller than may be, whatever is done to them", () => {
    fc.assert(
      fc.property(anyHistory, (commands) => {
        for (const one of run(begin([]), ...commands).boxes) {
          const { page, x, y, width, height } = one;
          const size = pageSize(pages[page - 1] as PageBox);
          const seen = toViewRect(rectOf(one), pages[page - 1] as PageBox, 1);
          expect(seen.width).toBeGreaterThanOrEqual(smallest.width - 0.01);
          expect(seen.height).toBeGreaterThanOrEqual(smallest.height - 0.01);
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
      const moved = run(begin([start]), { kind: "select", ids: ["a"] }, nudge(7, -3)).boxes[0];
      const [from, to] = [start, moved as Box].map((one) => toViewRect(rectOf(one), page, 1));
      expect((to?.x ?? 0) - (from?.x ?? 0)).toBeCloseTo(7, 2);
      expect((to?.y ?? 0) - (from?.y ?? 0)).toBeCloseTo(-3, 2);
    }
  });

  test("grow to the right and down, and no smaller than may be", () => {
    const size = (width: number, height: number) =>
      ({ kind: "size", width, height, isRepeat: false }) as const;
    const start = run(begin([box("a")]), { kind: "select", ids: ["a"] });
    const grown = run(start, size(10, 5)).boxes[0];
    expect(grown).toMatchObject({ x: 50, y: 45, width: 170, height: 53 });
    const shrunk = run(start, size(-900, -900)).boxes[0];
    expect(shrunk).toMatchObject({ width: smallest.width, height: smallest.height });
  });

  test("that are added are chosen, and nobody is active any more", () => {
    const start = run(begin([]), { kind: "activate", personId: "sara" });
    const state = run(start, { kind: "add", boxes: [box("n", newBoxSize), box("m")] });
    expect(state).toMatchObject({ selection: ["n", "m"], activePersonId: null });
  });

  test("that are deleted are not chosen any more, and come back with undo", () => {
    const start = run(begin([box("a"), box("b")]), { kind: "select", ids: ["a"] });
    const state = run(start, { kind: "delete" });
    expect(state.boxes.map(({ id }) => id)).toEqual(["b"]);
    expect(state.selection).toEqual([]);
    expect(run(state, { kind: "undo" }).boxes).toHaveLength(2);
  });

  test("of a newer version replace ours, and ours cannot be undone into it", () => {
    const start = run(begin([box("a")]), { kind: "select", ids: ["a"] }, nudge(9, 9));
    const state = run(start, { kind: "load", boxes: [box("z")], version: 2 }, { kind: "undo" });
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
