import type { Problem } from "@/lib/placements/check-rules";
import { findRefusal } from "@/lib/placements/mend-boxes";
import type { Box, Command, EditorState } from "./editor-state";
import type { EditorStore } from "./editor-store";

/** A change that was not made, because the provider could not express what it leads to. */
export type Refusal = {
  readonly problem: Problem;
  /** What the boxes would have become. */
  readonly boxes: readonly Box[];
  /** Where the new or moved box would stand, 1-based; null where no box went anywhere. */
  readonly page: number | null;
};

type Guard = {
  /** The state after a command, without making it. */
  readonly after: (state: EditorState, command: Command) => EditorState;
  readonly check: (boxes: readonly Box[]) => readonly Problem[];
  /** null when the last command was taken. */
  readonly onVerdict: (refusal: Refusal | null) => void;
};

/** The same store, which takes no new, moved or given box that breaks a rule of the provider. */
export function guardStore(store: EditorStore, { after, check, onVerdict }: Guard): EditorStore {
  return {
    ...store,
    dispatch: (command) => {
      const refusal = refuse(store.getState(), command);
      onVerdict(refusal);
      return refusal ? false : store.dispatch(command);
    },
  };

  function refuse(state: EditorState, command: Command): Refusal | null {
    if (command.kind !== "add" && command.kind !== "place" && command.kind !== "assign")
      return null;
    const { boxes } = after(state, command);
    const problem = findRefusal(check(state.boxes), check(boxes));
    if (!problem) return null;
    const page =
      command.kind === "add" ? command.box.page : command.kind === "place" ? command.page : null;
    return { problem, boxes, page };
  }
}
