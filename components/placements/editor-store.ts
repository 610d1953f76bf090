import type { Size } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { Box } from "./box";
import { inReadingOrder } from "./box";
import type { Command, EditorState, Step } from "./editor-state";
import { applyCommand, startState } from "./editor-state";
import type { Refusal } from "./judge-boxes";
import type { SharedValue } from "./shared-value";
import { createSharedValue } from "./shared-value";

/** Judges what a command would make of the boxes. @returns the reason when it must not */
export type MayPlace = (next: readonly Box[], now: readonly Box[]) => Refusal | undefined;

export type EditorStore = {
  getState(): EditorState;
  subscribe(listener: () => void): () => void;
  /** @returns whether it was taken, as what changes nothing is; else the reason is in `refused` */
  dispatch(command: Command): boolean;
  /** Whether `dispatch` would take it. */
  mayTake(command: Command): boolean;
  /** Why a command was not taken; null as soon as the boxes change. */
  readonly refused: SharedValue<Refusal | null>;
  /** The boxes of one page (1-based) as they are read: the same array until one of them changes. */
  boxesOn(page: number): readonly Box[];
  selectedBoxes(): readonly Box[];
};

const none: readonly Box[] = [];
/** What brings or gives boxes; taking back, mending and sizing are never refused. */
const placing: ReadonlySet<Command["kind"]> = new Set(["add", "place", "assign"]);

/** Holds the state outside React, so that a change renders only what shows it. */
export function createEditorStore(
  first: Step,
  pages: readonly PageBox[],
  smallest: () => Size,
  mayPlace: MayPlace,
): EditorStore {
  let state = startState(first);
  let groups = groupByPage(first.boxes, pages, new Map());
  const refused = createSharedValue<Refusal | null>(null);
  const listeners = new Set<() => void>();
  const judge = (command: Command, next: EditorState) =>
    placing.has(command.kind) ? mayPlace(next.boxes, state.boxes) : undefined;
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (command) => {
      const next = applyCommand(state, command, pages, smallest());
      const why = judge(command, next);
      if (why) {
        refused.set(why);
        return false;
      }
      if (next === state) return true;
      if (next.boxes !== state.boxes) {
        groups = groupByPage(next.boxes, pages, groups);
        refused.set(null);
      }
      state = next;
      for (const listener of [...listeners]) listener();
      return true;
    },
    mayTake: (command) => {
      return judge(command, applyCommand(state, command, pages, smallest())) === undefined;
    },
    refused,
    boxesOn: (page) => groups.get(page) ?? none,
    selectedBoxes: () =>
      inReadingOrder(
        state.boxes.filter(({ id }) => state.selection.includes(id)),
        pages,
      ),
  };
}

type Groups = ReadonlyMap<number, readonly Box[]>;

function groupByPage(boxes: readonly Box[], pages: readonly PageBox[], before: Groups): Groups {
  const groups = new Map<number, Box[]>();
  for (const box of inReadingOrder(boxes, pages)) {
    const group = groups.get(box.page);
    if (group) group.push(box);
    else groups.set(box.page, [box]);
  }
  return new Map(
    [...groups].map(([page, group]) => {
      const old = before.get(page);
      const isOld = old?.length === group.length && old.every((box, at) => box === group[at]);
      return [page, isOld ? old : group];
    }),
  );
}
