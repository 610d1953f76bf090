import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/accounts/guarded-action";
import type { PageBox } from "@/lib/placements/schema";
import type { Autosave } from "./autosave";
import { createAutosave } from "./autosave";
import { inReadingOrder } from "./box";
import type { Step } from "./editor-state";
import type { EditorStore } from "./editor-store";
import type { SavedDraft } from "./kept-history";
import { continueHistory } from "./kept-history";
import { useSavingBeforeLeaving } from "./use-saving-before-leaving";

export type SaveBoxes = (step: Step, rev: number) => Promise<ActionResult<{ rev: number }>>;

/** Long enough to gather a series of arrow presses, short enough to be forgotten. Milliseconds. */
const delay = 600;

/**
 * Keeps every change of the boxes on the server. `saved` is what the server had when the page was
 * last rendered; a newer one is taken over when nothing of ours is unsaved, or when it was asked
 * for. @returns the autosave, and how to ask for the newer version
 */
export function useAutosavedBoxes(
  store: EditorStore,
  saved: SavedDraft,
  pages: readonly PageBox[],
  save: SaveBoxes,
): readonly [Autosave<Step>, () => void] {
  const [autosave] = useState(() => createAutosave({ rev: saved.rev, save, delay }));
  const isNewerWanted = useRef(false);
  const isTaking = useRef(false);

  useEffect(() => {
    let { boxes, version } = store.getState();
    return store.subscribe(() => {
      const now = store.getState();
      const isOtherVersion = now.version !== version;
      const isChange = now.boxes !== boxes || isOtherVersion;
      ({ boxes, version } = now);
      if (!isChange || isTaking.current) return;
      autosave.change({ boxes: inReadingOrder(boxes, pages), version });
      // The people and rules on screen are those of another version until the server has it.
      if (isOtherVersion) void autosave.flush();
    });
  }, [store, autosave, pages]);

  useEffect(() => {
    if (saved.rev <= autosave.rev || (autosave.isUnsaved() && !isNewerWanted.current)) return;
    isNewerWanted.current = false;
    const { boxes, version } = saved;
    const history = continueHistory({ ...store.getState(), rev: autosave.rev }, saved);
    isTaking.current = true;
    store.dispatch({ kind: "load", boxes, version, ...(history && { history }) });
    isTaking.current = false;
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
