import { useEffect, useRef } from "react";
import type { Autosave } from "./autosave";
import type { Box } from "./box";
import type { EditorStore } from "./editor-store";
import type { KeptHistory } from "./kept-history";
import { isHistoryOf, isSameSet, packHistory, unpackHistory } from "./kept-history";

type Saved = { readonly boxes: readonly Box[]; readonly rev: number };

/** Long enough to gather a held arrow key. Milliseconds. */
const delay = 250;

const keyOf = (draftId: string): string => `muhr.history.${draftId}`;

/**
 * Keeps undo over a reload, in this tab only. What was not saved comes back too and is saved then;
 * what somebody else has replaced meanwhile does not.
 */
export function useKeptHistory(
  store: EditorStore,
  autosave: Autosave<readonly Box[]>,
  saved: Saved,
  draftId: string,
  recipientIds: ReadonlySet<string>,
): void {
  const left = useRef<KeptHistory | null | undefined>(null);
  useEffect(() => {
    if (left.current === null) left.current = unpackHistory(read(keyOf(draftId)));
    const kept = left.current;
    // The browser may show a page from its memory first, older than what was kept.
    if (!kept || saved.rev < kept.rev) return;
    left.current = undefined;
    const { boxes, past } = store.getState();
    if (past.length > 0 || !isHistoryOf(kept, saved, recipientIds)) return;
    const same = isSameSet(kept.boxes, boxes) ? boxes : kept.boxes;
    store.dispatch({ kind: "load", boxes: same, history: kept });
  }, [store, saved, draftId, recipientIds]);

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
    let { boxes } = store.getState();
    const stops = [
      store.subscribe(() => {
        if (store.getState().boxes !== boxes) keepSoon();
        boxes = store.getState().boxes;
      }),
      autosave.subscribe(() => {
        if (autosave.getState().kind === "saved") keepSoon();
      }),
    ];
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
