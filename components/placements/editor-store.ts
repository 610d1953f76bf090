import type { PageBox } from "@/lib/placements/schema";
import type { Box, Command, EditorState, SmallestBox } from "./editor-state";
import { applyCommand, startState } from "./editor-state";

export type EditorStore = {
  getState(): EditorState;
  subscribe(listener: () => void): () => void;
  /** @returns whether the command was taken; one that changes nothing is. */
  dispatch(command: Command): boolean;
  /** The boxes of one page (1-based): the same array until one of them changes. */
  boxesOn(page: number): readonly Box[];
};

const none: readonly Box[] = [];

/** Holds the state outside React, so that a change renders only what shows it. */
export function createEditorStore(
  boxes: readonly Box[],
  pages: readonly PageBox[],
  smallest: SmallestBox,
): EditorStore {
  let state = startState(boxes);
  let groups = groupByPage(boxes, new Map());
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (command) => {
      const next = applyCommand(state, command, pages, smallest);
      if (next === state) return true;
      if (next.boxes !== state.boxes) groups = groupByPage(next.boxes, groups);
      state = next;
      for (const listener of [...listeners]) listener();
      return true;
    },
    boxesOn: (page) => groups.get(page) ?? none,
  };
}

type Groups = ReadonlyMap<number, readonly Box[]>;

function groupByPage(boxes: readonly Box[], before: Groups): Groups {
  const groups = new Map<number, Box[]>();
  for (const box of boxes) {
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
