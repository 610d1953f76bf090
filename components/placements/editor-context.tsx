"use client";
import { createContext, use, useSyncExternalStore } from "react";
import type { Problem } from "@/lib/placements/check-rules";
import type { Size } from "@/lib/placements/geometry";
import type { BoxPositions } from "@/lib/placements/position-rect";
import type { BoxCounting } from "@/lib/placements/provider-rect";
import type { PageBox } from "@/lib/placements/schema";
import type { Guide } from "@/lib/placements/snap";
import type { PageMark } from "@/lib/provider-kit/contract";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import type { Box } from "./box";
import type { EditorState } from "./editor-state";
import type { EditorStore } from "./editor-store";
import type { SharedValue } from "./shared-value";

export type EditorPerson = {
  readonly id: string;
  /** Never empty: somebody without a name is "Person 2". */
  readonly name: string;
  readonly role: RecipientRole;
  /** 1-based among the signers, also the key that chooses them; null for everybody else. */
  readonly number: number | null;
  readonly tone: string;
};

/** What does not change while the editor is open. */
export type Editor = {
  readonly store: EditorStore;
  readonly pages: readonly PageBox[];
  readonly people: readonly EditorPerson[];
  /** Points as seen on screen. */
  readonly smallest: Size;
  /** Of a box that is put down without being drawn. Points as seen on screen. */
  readonly newBox: Size;
  /** The rules that these boxes break; the same array for the same boxes. */
  readonly problemsOf: (boxes: readonly Box[]) => readonly Problem[];
  /** How the numbers of a box are counted where it is sent. */
  readonly counting: BoxCounting;
  /** Places on a page that the provider knows by name. */
  readonly positions: BoxPositions | undefined;
  /** What the provider will write on the pages by itself. */
  readonly marks: readonly PageMark[];
  /** CSS pixels per point. */
  readonly zoom: () => number;
  /** 0-based. */
  readonly currentPage: SharedValue<number>;
  /** The element in which the pages scroll. */
  readonly column: () => HTMLElement | null;
  readonly jumpTo: (pageIndex: number) => void;
  /** Puts the keyboard on a box as soon as it is drawn. */
  readonly focusBox: (id: string) => void;
  readonly focusPage: (page: number) => void;
  /** Why what is dragged stops where it does; `page` is 1-based. */
  readonly guides: SharedValue<{ readonly page: number; readonly guides: readonly Guide[] } | null>;
  readonly isDragging: SharedValue<boolean>;
  /** Whether what is dragged is drawn to edges, centres and gaps. */
  readonly isSnapping: SharedValue<boolean>;
  /** Boxes are chosen one after the other by keyboard: the focus alone chooses nothing. */
  readonly isGathering: SharedValue<boolean>;
  /** Saves what is not saved yet. @returns whether everything is */
  readonly saveNow: () => Promise<boolean>;
  /** Says something politely to a screen reader. */
  readonly say: (words: string) => void;
  /** The empty box that follows the pointer while a person is dragged in. */
  readonly ghost: () => HTMLElement | null;
};

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error("A part of the editor stands outside of it");
  return editor;
}

/** Renders again only when this part of the state changes; `pick` must not build a new object. */
export function useEditorState<Part>(pick: (state: EditorState) => Part): Part {
  const { store } = useEditor();
  const read = () => pick(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** Whom the next new box is for: the chosen person, else the first signer who has none yet. */
export function personToPlace(
  people: readonly EditorPerson[],
  { activePersonId, boxes }: EditorState,
): EditorPerson | undefined {
  const signers = people.filter(({ number }) => number !== null);
  return (
    signers.find(({ id }) => id === activePersonId) ??
    signers.find(({ id }) => !boxes.some(({ recipientId }) => recipientId === id)) ??
    signers[0]
  );
}
