import type { Arrangement } from "@/lib/placements/arrange";
import { arrange } from "@/lib/placements/arrange";
import type { Size } from "@/lib/placements/geometry";
import { toPdfRect, viewSize } from "@/lib/placements/geometry";
import { freed } from "@/lib/placements/position-rect";
import type { PageBox, PdfRect, ViewRect } from "@/lib/placements/schema";
import type { BoxPosition } from "@/lib/vocabulary/capabilities";
import type { Box } from "./box";
import { grown, onPage, rectOf, reshape, seenOn } from "./box";

/** All that undo brings back at once. */
export type Step = {
  readonly boxes: readonly Box[];
  /** Of the people and the way of sending on which these boxes stand, as the server counts it. */
  readonly version: number;
};

export type EditorState = Step & {
  /** Ids; in the order in which they were chosen. */
  readonly selection: readonly string[];
  /** Whose box the next click on a page places. */
  readonly activePersonId: string | null;
  /** What was there before each step, oldest first. */
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** The kind of the last step, as long as a key that is held down may go on with it. */
  readonly held: Command["kind"] | null;
};

/** Where a box goes: page is 1-based. */
export type Move = {
  readonly id: string;
  readonly page: number;
  readonly rect: PdfRect;
  /** The provider's own place whose rectangle this is; the box is free without one. */
  readonly position?: BoxPosition | undefined;
};

/** Lengths of a command are points of the page as seen on screen: x right, y down, width across. */
export type Command =
  /** New boxes, however they came: drawn, dropped, duplicated, pasted, copied to pages. */
  | { readonly kind: "add"; readonly boxes: readonly Box[] }
  | { readonly kind: "place"; readonly moves: readonly Move[] }
  | {
      readonly kind: "nudge";
      readonly x: number;
      readonly y: number;
      /** Part of the step before: a key that is held down. */
      readonly isRepeat: boolean;
    }
  | {
      readonly kind: "size";
      readonly width: number;
      readonly height: number;
      readonly isRepeat: boolean;
    }
  | { readonly kind: "arrange"; readonly how: Arrangement }
  | { readonly kind: "assign"; readonly recipientId: string }
  | { readonly kind: "delete" }
  /** All boxes at once, as one step. */
  | { readonly kind: "replace"; readonly boxes: readonly Box[] }
  | { readonly kind: "select"; readonly ids: readonly string[] }
  | { readonly kind: "toggle"; readonly id: string }
  | { readonly kind: "activate"; readonly personId: string | null }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  /** Somebody else's newer version, into which nothing of ours can be undone, or our own again. */
  | {
      readonly kind: "load";
      readonly boxes: readonly Box[];
      readonly version: number;
      readonly history?: History;
    };

/** Steps that can be taken back. */
export const longestHistory = 100;

/** What an earlier visit left to be undone and done again. */
export type History = Pick<EditorState, "past" | "future">;

export const startState = (
  { boxes, version }: Step,
  history: History = { past: [], future: [] },
): EditorState => ({
  boxes,
  version,
  selection: [],
  activePersonId: null,
  past: history.past,
  future: history.future,
  held: null,
});

/**
 * The state after a command. Boxes never leave their page; one command is one step, and none when
 * it changes nothing.
 * @param smallest below this a box cannot be made by hand; points as seen on screen
 */
export function applyCommand(
  state: EditorState,
  command: Command,
  pages: readonly PageBox[],
  smallest: Size,
): EditorState {
  switch (command.kind) {
    case "add": {
      const added = command.boxes.map((box) =>
        put(box, { ...box, rect: rectOf(box) }, pages, smallest),
      );
      const next = step(state, command, [...state.boxes, ...added]);
      return { ...next, selection: added.map(({ id }) => id), activePersonId: null };
    }
    case "place": {
      const moves = new Map(command.moves.map((move) => [move.id, move]));
      return step(
        state,
        command,
        state.boxes.map((box) => {
          const move = moves.get(box.id);
          return move ? put(box, move, pages, smallest) : box;
        }),
      );
    }
    case "nudge":
      return change(state, command, (box) =>
        reshape(box, pages, (seen) => ({
          ...seen,
          x: seen.x + command.x,
          y: seen.y + command.y,
        })),
      );
    case "size":
      return change(state, command, (box) =>
        reshape(box, pages, (seen, page) => {
          const size = viewSize(page, 1);
          const largest = { width: size.width - seen.x, height: size.height - seen.y };
          const bounded = (axis: "width" | "height") =>
            Math.max(smallest[axis], Math.min(seen[axis] + command[axis], largest[axis]));
          return { ...seen, width: bounded("width"), height: bounded("height") };
        }),
      );
    case "arrange": {
      const arranged = arrangeBoxes(state, command.how, pages);
      return change(state, command, (box) => arranged.get(box.id) ?? box);
    }
    case "assign":
      return change(state, command, (box) => ({ ...box, recipientId: command.recipientId }));
    case "delete":
      return step(
        state,
        command,
        state.boxes.filter(({ id }) => !state.selection.includes(id)),
      );
    case "replace":
      return step(state, command, command.boxes);
    case "select":
      return { ...state, held: null, selection: existing(command.ids, state.boxes) };
    case "toggle": {
      const others = state.selection.filter((id) => id !== command.id);
      const ids = others.length < state.selection.length ? others : [...others, command.id];
      return { ...state, held: null, selection: existing(ids, state.boxes) };
    }
    case "activate":
      return { ...state, activePersonId: command.personId };
    case "undo": {
      const to = state.past.at(-1);
      if (!to) return state;
      const past = state.past.slice(0, -1);
      return travel({ ...state, past, future: [stepOf(state), ...state.future] }, to);
    }
    case "redo": {
      const [to, ...future] = state.future;
      if (!to) return state;
      return travel({ ...state, past: [...state.past, stepOf(state)], future }, to);
    }
    case "load":
      return {
        ...startState(command, command.history),
        activePersonId: state.activePersonId,
      };
  }
}

/** At a place of its own the provider decides the size. */
function put(box: Box, move: Move, pages: readonly PageBox[], smallest: Size): Box {
  const { page, rect, position } = move;
  const there = onPage(box, page, rect, pages);
  return position ? { ...there, position } : grown(there, pages, smallest);
}

function step(state: EditorState, command: Command, boxes: readonly Box[]): EditorState {
  if (isSame(boxes, state.boxes)) return state;
  const isRepeat = "isRepeat" in command && command.isRepeat && state.held === command.kind;
  const past = isRepeat ? state.past : [...state.past, stepOf(state)].slice(-longestHistory);
  const selection = existing(state.selection, boxes);
  return { ...state, boxes, past, future: [], selection, held: command.kind };
}

export const stepOf = ({ boxes, version }: Step): Step => ({ boxes, version });

const travel = (state: EditorState, { boxes, version }: Step): EditorState => ({
  ...state,
  boxes,
  version,
  held: null,
  selection: existing(state.selection, boxes),
});

const change = (state: EditorState, command: Command, edit: (box: Box) => Box): EditorState =>
  step(
    state,
    command,
    state.boxes.map((box) => {
      if (!state.selection.includes(box.id)) return box;
      const edited = edit(box);
      // At the edge of the page a key moves nothing, and then nothing is freed either.
      return isSameBox(edited, freed(box)) ? box : edited;
    }),
  );

/** What is even between boxes is even on paper, so only boxes of one page are spaced together. */
function arrangeBoxes(
  { boxes, selection }: EditorState,
  how: Arrangement,
  pages: readonly PageBox[],
): ReadonlyMap<string, Box> {
  const chosen = selection.flatMap((id) => {
    const box = boxes.find((one) => one.id === id);
    const page = box && pages[box.page - 1];
    return box && page ? [{ box, page, group: box.page, rect: seenOn(box, page) }] : [];
  });
  const rects: readonly ViewRect[] = arrange(chosen, how);
  return new Map(
    chosen.map(({ box, page }, at) => {
      const rect = toPdfRect(rects[at] ?? seenOn(box, page), page, 1);
      return [box.id, onPage(box, box.page, rect, pages)];
    }),
  );
}

const existing = (ids: readonly string[], boxes: readonly Box[]): readonly string[] =>
  ids.filter((id) => boxes.some((box) => box.id === id));

/** The same boxes in the same order. */
export const isSame = (one: readonly Box[], other: readonly Box[]): boolean =>
  one.length === other.length && one.every((box, index) => isSameBox(box, other[index]));

const isSameBox = (one: Box, other: Box | undefined): boolean =>
  one === other ||
  (one.id === other?.id &&
    one.recipientId === other.recipientId &&
    one.page === other.page &&
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height &&
    one.position === other.position);
