import { clampToPage, pageSize, toPdfRect, toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, PdfRect, PlacementInput, ViewRect } from "@/lib/placements/schema";

/** A box as it is saved: page (1-based) and rectangle in points. */
export type Box = PlacementInput;

export type EditorState = {
  readonly boxes: readonly Box[];
  /** Ids; in the order in which they were chosen. */
  readonly selection: readonly string[];
  /** Whose box the next click on a page places. */
  readonly activePersonId: string | null;
  /** What `boxes` was before each step, oldest first. */
  readonly past: readonly (readonly Box[])[];
  readonly future: readonly (readonly Box[])[];
};

/** Lengths of a command are points of the page as seen on screen: x right, y down, width across. */
export type Command =
  | { readonly kind: "add"; readonly boxes: readonly Box[] }
  | { readonly kind: "place"; readonly id: string; readonly page: number; readonly rect: PdfRect }
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
  | { readonly kind: "assign"; readonly recipientId: string }
  | { readonly kind: "delete" }
  | { readonly kind: "select"; readonly ids: readonly string[] }
  | { readonly kind: "activate"; readonly personId: string | null }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  /** Somebody else's newer version: nothing of ours can be undone into it. */
  | { readonly kind: "load"; readonly boxes: readonly Box[] };

const longestHistory = 100;

/** A new box as seen on screen, on pages of every rotation. Points. */
export const newBoxSize = { width: 160, height: 48 } as const;

/** Below this a box cannot be made by hand. Points as seen on screen. */
export type SmallestBox = { readonly width: number; readonly height: number };

export const rectOf = ({ x, y, width, height }: Box): PdfRect => ({
  space: "pdf",
  x,
  y,
  width,
  height,
});

export const startState = (boxes: readonly Box[]): EditorState => ({
  boxes,
  selection: [],
  activePersonId: null,
  past: [],
  future: [],
});

/** The state after a command. Boxes never leave their page; a command that changes nothing is no step. */
export function applyCommand(
  state: EditorState,
  command: Command,
  pages: readonly PageBox[],
  smallest: SmallestBox,
): EditorState {
  switch (command.kind) {
    case "add": {
      const added = command.boxes.map((box) => onPage(box, box.page, rectOf(box), pages));
      const next = step(state, [...state.boxes, ...added]);
      return { ...next, selection: added.map(({ id }) => id), activePersonId: null };
    }
    case "place":
      return step(
        state,
        state.boxes.map((box) =>
          box.id === command.id ? onPage(box, command.page, command.rect, pages) : box,
        ),
      );
    case "nudge":
      return change(state, command.isRepeat, (box) =>
        reshape(box, pages, (seen) => ({
          ...seen,
          x: seen.x + command.x,
          y: seen.y + command.y,
        })),
      );
    case "size":
      return change(state, command.isRepeat, (box) =>
        reshape(box, pages, (seen, page) => {
          const size = viewSize(page, 1);
          const largest = { width: size.width - seen.x, height: size.height - seen.y };
          const bounded = (axis: "width" | "height") =>
            Math.max(smallest[axis], Math.min(seen[axis] + command[axis], largest[axis]));
          return { ...seen, width: bounded("width"), height: bounded("height") };
        }),
      );
    case "assign":
      return change(state, false, (box) => ({ ...box, recipientId: command.recipientId }));
    case "delete":
      return step(
        state,
        state.boxes.filter(({ id }) => !state.selection.includes(id)),
      );
    case "select":
      return { ...state, selection: existing(command.ids, state.boxes) };
    case "activate":
      return { ...state, activePersonId: command.personId };
    case "undo": {
      const boxes = state.past.at(-1);
      if (!boxes) return state;
      const past = state.past.slice(0, -1);
      return travel({ ...state, past, future: [state.boxes, ...state.future] }, boxes);
    }
    case "redo": {
      const [boxes, ...future] = state.future;
      if (!boxes) return state;
      return travel({ ...state, past: [...state.past, state.boxes], future }, boxes);
    }
    case "load":
      return { ...startState(command.boxes), activePersonId: state.activePersonId };
  }
}

function step(state: EditorState, boxes: readonly Box[], isRepeat = false): EditorState {
  if (isSame(boxes, state.boxes)) return state;
  const past = isRepeat ? state.past : [...state.past, state.boxes].slice(-longestHistory);
  return { ...state, boxes, past, future: [], selection: existing(state.selection, boxes) };
}

const travel = (state: EditorState, boxes: readonly Box[]): EditorState => ({
  ...state,
  boxes,
  selection: existing(state.selection, boxes),
});

const change = (state: EditorState, isRepeat: boolean, edit: (box: Box) => Box): EditorState =>
  step(
    state,
    state.boxes.map((box) => (state.selection.includes(box.id) ? edit(box) : box)),
    isRepeat && state.past.length > 0,
  );

const existing = (ids: readonly string[], boxes: readonly Box[]): readonly string[] =>
  ids.filter((id) => boxes.some((box) => box.id === id));

const isSame = (one: readonly Box[], other: readonly Box[]): boolean =>
  one.length === other.length &&
  one.every((box, index) => {
    const twin = other[index];
    return twin === box || JSON.stringify(twin) === JSON.stringify(box);
  });

/** Edits the box as it is seen on its page, upright, in points from the upper left corner. */
function reshape(
  box: Box,
  pages: readonly PageBox[],
  edit: (seen: ViewRect, page: PageBox) => ViewRect,
): Box {
  const page = pages[box.page - 1];
  if (!page) return box;
  return onPage(
    box,
    box.page,
    toPdfRect(edit(toViewRect(rectOf(box), page, 1), page), page, 1),
    pages,
  );
}

/** Hundredths of a point: far below what a printer can show, and readable in a database. */
const tidy = (length: number): number => Math.round(length * 100) / 100;

function onPage(box: Box, page: number, rect: PdfRect, pages: readonly PageBox[]): Box {
  const place = pages[page - 1];
  if (!place) return box;
  const size = pageSize(place);
  const { x, y, width, height } = clampToPage(rect, place);
  return {
    id: box.id,
    recipientId: box.recipientId,
    page,
    x: Math.min(tidy(x), size.width - width),
    y: Math.min(tidy(y), size.height - height),
    width: tidy(width),
    height: tidy(height),
  };
}

/** Boxes in the order in which a person reads them: page, then from the top, then from the left. */
export function inReadingOrder(boxes: readonly Box[], pages: readonly PageBox[]): readonly Box[] {
  const seenAt = ({ page, ...rect }: Box) => {
    const place = pages[page - 1];
    const seen = place && toViewRect({ space: "pdf", ...rect }, place, 1);
    return [page, seen?.y ?? 0, seen?.x ?? 0] as const;
  };
  return boxes
    .map((box) => ({ box, at: seenAt(box) }))
    .sort(({ at: one }, { at: other }) => {
      const [page, y, x] = [one[0] - other[0], one[1] - other[1], one[2] - other[2]];
      return page || y || x;
    })
    .map(({ box }) => box);
}
