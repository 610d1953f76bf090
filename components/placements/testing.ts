import fc from "fast-check";
import { arrangements } from "@/lib/placements/arrange";
import type { PageBox } from "@/lib/placements/schema";
import type { Box } from "./box";
import { rectOf } from "./box";
import type { Command, EditorState } from "./editor-state";
import { applyCommand } from "./editor-state";

export const pages: readonly PageBox[] = [
  { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 },
  { cropBox: [30, 50, 545, 792], rotation: 90, userUnit: 1 },
  { cropBox: [-100, -40, 400, 700], rotation: 180, userUnit: 1 },
  { cropBox: [0, 0, 300, 420], rotation: 270, userUnit: 2 },
];
export const smallest = { width: 36, height: 16 };
export const run = (state: EditorState, ...commands: Command[]): EditorState =>
  commands.reduce((now, command) => applyCommand(now, command, pages, smallest), state);

export const people = ["ali", "sara"];
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
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.array(anyBox, { maxLength: 3 }).map((boxes) => ({ kind: "add", boxes }) as const),
  fc.array(anyBox, { minLength: 1, maxLength: 3 }).map(
    (boxes) =>
      ({
        kind: "place",
        moves: boxes.map((box) => ({ id: box.id, page: box.page, rect: rectOf(box) })),
      }) as const,
  ),
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
  fc.constantFrom(...arrangements).map((how) => ({ kind: "arrange", how }) as const),
  fc.constant({ kind: "delete" } as const),
  fc.constantFrom(...ids).map((id) => ({ kind: "toggle", id: `${id}0-0` }) as const),
  fc.subarray(ids).map((chosen) => ({ kind: "select", ids: chosen }) as const),
  fc.constantFrom(...people, null).map((personId) => ({ kind: "activate", personId }) as const),
  fc.constant({ kind: "undo" } as const),
  fc.constant({ kind: "redo" } as const),
);
/** What a person does: every new box gets an id of its own, and what is chosen is there. */
export const anyHistory = fc.array(anyCommand, { maxLength: 60 }).map((commands) => {
  const made: string[] = [];
  const known = (id: string) => made[(ids.indexOf(id) * 7) % Math.max(1, made.length)] ?? id;
  return commands.map((command, at): Command => {
    if (command.kind === "add") {
      const boxes = command.boxes.map((box, place) => ({ ...box, id: `${box.id}${at}-${place}` }));
      made.push(...boxes.map(({ id }) => id));
      return { ...command, boxes };
    }
    if (command.kind === "select") return { ...command, ids: command.ids.map(known) };
    if (command.kind === "toggle") return { ...command, id: known(command.id.slice(0, 1)) };
    if (command.kind === "place")
      return { ...command, moves: command.moves.map((move) => ({ ...move, id: known(move.id) })) };
    return command;
  });
});
