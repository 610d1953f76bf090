import { useEffect, useRef } from "react";
import type { Autosave } from "./autosave";
import type { Step } from "./editor-state";
import type { EditorStore } from "./editor-store";
import type { KeptHistory, SavedDraft } from "./kept-history";
import { continueHistory, isSameSet, packHistory, unpackHistory } from "./kept-history";

/** Long enough to gather a held arrow key. Milliseconds. */
const delay = 250;

const keyOf = (draftId: string): string => `muhr.history.${draftId}`;

/**
 * Keeps undo over a reload, in this tab only. What was not saved comes back too and is saved then;
 * what somebody else has replaced meanwhile does not.
 */
export function useKeptHistory(
  store: EditorStore,
  autosave: Autosave<Step>,
  saved: SavedDraft,
  draftId: string,
): void {
  const left = useRef<KeptHistory | null | undefined>(null);
  useEffect(() => {
    if (left.current === null) left.current = unpackHistory(read(keyOf(draftId)));
    const kept = left.current;
    // The browser may show a page from its memory first, older than what was kept.
    if (!kept || saved.rev < kept.rev) return;
    left.current = undefined;
    const { boxes, past } = store.getState();
    const history = past.length > 0 ? undefined : continueHistory(kept, saved);
    if (!history) return;
    const same = isSameSet(history.boxes, boxes) ? boxes : history.boxes;
    store.dispatch({ kind: "load", boxes: same, version: history.version, history });
  }, [store, saved, draftId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      timer = undefined;
      left.current = undefined;
      write(keyOf(draftId), packHistory(store.getState(), autosave.rev));
    };
    const keepSoon = () => {
      timer ??= setTimeout(keep, delay);
    };
    const keepNow = () => {
      if (timer !== undefined) keep();
    };
    let { boxes, version } = store.getState();
    const stops = [
      store.subscribe(() => {
        const now = store.getState();
        if (now.boxes !== boxes || now.version !== version) keepSoon();
        ({ boxes, version } = now);
      }),
      autosave.subscribe(() => {
        if (autosave.getState().kind === "saved") keepSoon();
      }),
    ];
    // History begins here, although nothing was done yet: people may be changed next.
    if (left.current === undefined) keepSoon();
    window.addEventListener("pagehide", keepNow);
    return () => {
      keepNow();
      window.removeEventListener("pagehide", keepNow);
      for (const stop of stops) stop();
    };
  }, [store, autosave, draftId]);
}

/** A browser may forbid its storage; then undo ends with the page. */
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** A full storage must not leave a history that ends in the middle. */
function write(key: string, text: string): void {
  try {
    sessionStorage.removeItem(key);
    sessionStorage.setItem(key, text);
  } catch {
    return;
  }
}
