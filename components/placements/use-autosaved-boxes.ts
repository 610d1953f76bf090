import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import type { PageBox } from "@/lib/placements/schema";
import type { Autosave } from "./autosave";
import { createAutosave } from "./autosave";
import type { Box } from "./box";
import { inReadingOrder } from "./box";
import type { EditorStore } from "./editor-store";
import { useSavingBeforeLeaving } from "./use-saving-before-leaving";

export type SaveBoxes = (
  boxes: readonly Box[],
  rev: number,
) => Promise<ActionResult<{ rev: number }>>;
type Saved = { readonly boxes: readonly Box[]; readonly rev: number };

/** Long enough to gather a series of arrow presses, short enough to be forgotten. Milliseconds. */
const delay = 600;

/**
 * Keeps every change of the boxes on the server. `saved` is what the server had when the page was
 * last rendered; a newer one is taken over when nothing of ours is unsaved, or when it was asked
 * for. @returns the autosave, and how to ask for the newer version
 */
export function useAutosavedBoxes(
  store: EditorStore,
  saved: Saved,
  pages: readonly PageBox[],
  save: SaveBoxes,
): readonly [Autosave<readonly Box[]>, () => void] {
  const [autosave] = useState(() => createAutosave({ rev: saved.rev, save, delay }));
  const isNewerWanted = useRef(false);

  useEffect(() => {
    let { boxes } = store.getState();
    return store.subscribe(() => {
      const next = store.getState().boxes;
      if (next !== boxes) autosave.change(inReadingOrder(next, pages));
      boxes = next;
    });
  }, [store, autosave, pages]);

  useEffect(() => {
    if (saved.rev <= autosave.rev || (autosave.isUnsaved() && !isNewerWanted.current)) return;
    isNewerWanted.current = false;
    store.dispatch({ kind: "load", boxes: saved.boxes });
    autosave.adopt(saved.rev);
  }, [saved, store, autosave]);

  useSavingBeforeLeaving(autosave);

  return [
    autosave,
    useCallback(() => {
      isNewerWanted.current = true;
    }, []),
  ];
}
