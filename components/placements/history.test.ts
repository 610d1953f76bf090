import fc from "fast-check";
import { expect, test } from "vitest";
import { rectOf } from "./box";
import type { Command, EditorState, Step } from "./editor-state";
import { startState, stepOf } from "./editor-state";
import type { SavedDraft } from "./kept-history";
import { continueHistory, packHistory, unpackHistory } from "./kept-history";
import { anyHistory, run } from "./testing";

/** What happens besides commands: the page is loaded again, or somebody is taken out of the draft. */
const anyEvent = fc.constantFrom("reload", "people", "none", "none", "none");

/** A server that has saved everything, and the browser's editor in front of it. */
class Office {
  rev = 1;
  earlier: Step[] = [];
  state: EditorState = startState({ boxes: [], version: 1 });

  reload(now: Step = stepOf(this.state), seen = this.rev): void {
    const kept = unpackHistory(packHistory(this.state, seen));
    // The server has an order of its own.
    const boxes = [...now.boxes].reverse();
    const saved: SavedDraft = { rev: this.rev, ...now, boxes, earlier: this.earlier };
    const history = kept && continueHistory(kept, saved);
    if (!history) throw new Error("The history came to an end");
    this.state = startState(history, history);
  }

  changePeople(): void {
    const { boxes } = this.state;
    const seen = this.rev;
    this.leave(this.state);
    const left = boxes.filter(({ recipientId }) => recipientId === "ali");
    this.reload({ version: this.rev, boxes: left }, seen);
  }

  /** What the server keeps when people change or come back. */
  leave(step: Step): void {
    this.rev += 1;
    const others = this.earlier.filter(({ version }) => version !== step.version);
    this.earlier = [...others, stepOf(step)].sort((one, other) => one.version - other.version);
  }
}

const inOrder = ({ version, boxes }: Step) => ({
  version,
  boxes: [...boxes].sort((one, other) => (one.id < other.id ? -1 : 1)),
});

/** Lives through commands and events, and beside them a plain list of everything that ever stood. */
function live(
  commands: readonly Command[],
  events: readonly string[],
  check: (office: Office, expected: Step) => void,
) {
  const office = new Office();
  let list: Step[] = [inOrder(office.state)];
  let at = 0;
  const follow = (before: EditorState) => {
    const { state } = office;
    if (state.boxes === before.boxes && state.version === before.version) return;
    const isSameStep = state.past === before.past;
    list = [...list.slice(0, isSameStep ? at : at + 1), inOrder(state)];
    at = list.length - 1;
  };
  for (const [index, command] of commands.entries()) {
    const before = office.state;
    office.state = run(before, command);
    if (command.kind === "undo") at -= before.past.length > 0 ? 1 : 0;
    else if (command.kind === "redo") at += before.future.length > 0 ? 1 : 0;
    else follow(before);
    if (office.state.version !== before.version) office.leave(before);
    check(office, list[at] as Step);
    const event = events[index];
    if (event === "reload") office.reload();
    if (event === "people") {
      office.changePeople();
      list = [...list.slice(0, at + 1), inOrder(office.state)];
      at += 1;
    }
    check(office, list[at] as Step);
  }
  return { office, list, at };
}

/** So many steps that a hundred are not enough, or nearly. */
const anyStart = fc.constantFrom(0, 0, 95, 120).map((count) =>
  Array.from({ length: count }, (_, at): Command => {
    const box = { id: "first", page: 1, x: at, y: at, width: 160, height: 48 };
    if (at === 0) return { kind: "add", boxes: [{ ...box, recipientId: "ali" }] };
    return { kind: "place", moves: [{ ...box, rect: rectOf({ ...box, recipientId: "ali" }) }] };
  }),
);
const anyLife = fc
  .tuple(anyStart, fc.array(anyHistory, { minLength: 1, maxLength: 4 }))
  .map(([first, histories]) => [...first, ...uniqueIds(histories)])
  .chain((commands) =>
    fc.tuple(
      fc.constant(commands),
      fc.array(anyEvent, { minLength: commands.length, maxLength: commands.length }),
    ),
  );

/** Every part has made its ids for itself. */
function uniqueIds(histories: readonly (readonly Command[])[]) {
  return histories.flatMap((commands, part) =>
    commands.map((command) =>
      command.kind === "add"
        ? { ...command, boxes: command.boxes.map((box) => ({ ...box, id: `${part}${box.id}` })) }
        : command,
    ),
  );
}

test("whatever is done, loaded again and changed in between, undo and redo go through what stood there", () => {
  fc.assert(
    fc.property(anyLife, ([commands, events]) => {
      const { office, list, at } = live(commands, events, ({ state }, expected) => {
        expect(inOrder(state)).toEqual(expected);
        expect(state.past.length).toBeLessThanOrEqual(100);
      });
      const last = office.state;
      let state = last;
      for (let back = 1; state.past.length > 0; back++) {
        state = run(state, { kind: "undo" });
        expect(inOrder(state)).toEqual(list[at - back]);
      }
      for (let left = last.past.length; left > 0; left--) state = run(state, { kind: "redo" });
      expect(inOrder(state)).toEqual(inOrder(last));
      expect(state.future).toEqual(last.future);
    }),
    { seed: 2026, numRuns: 60 },
  );
});

test("what is kept and read again is the same history, whatever was done", () => {
  fc.assert(
    fc.property(anyLife, ([commands, events]) => {
      const { office } = live(commands, events, () => {});
      const { version, boxes, past, future } = office.state;
      expect(unpackHistory(packHistory(office.state, office.rev))).toEqual({
        rev: office.rev,
        ...{ version, boxes, past, future },
      });
    }),
    { seed: 17, numRuns: 30 },
  );
});
