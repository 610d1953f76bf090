import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import type { Autosave } from "./autosave";
import type { Step } from "./editor-state";
import type { EditorStore } from "./editor-store";

/** Several steps in a row are told once, above the page: below it a phone has its people. */
const one = { id: "returned", position: "top-center" } as const;

/**
 * A step that changes people or the way of sending is seen here only after the server has taken it:
 * then they are fetched. What it refuses is travelled back at once, so that nothing waits unsaved.
 * @param shownVersion of the people and rules on screen
 */
export function useReturnedVersion(
  store: EditorStore,
  autosave: Autosave<Step>,
  shownVersion: number,
  reload: () => void,
): void {
  const t = useTranslations("editor");
  const newest = useRef({ shownVersion, reload });
  newest.current = { shownVersion, reload };
  useEffect(
    () =>
      autosave.subscribe(() => {
        const { shownVersion: shown, reload: fetchPeople } = newest.current;
        const state = autosave.getState();
        if (store.getState().version === shown) return;
        if (state.kind === "saved") {
          toast.success(t("returned"), one);
          fetchPeople();
        }
        if (state.kind === "failed" && state.code === "conflict") {
          toast.error(t("notReturned"), one);
          // The autosave is still busy with its answer.
          setTimeout(() => travelTo(shown, store));
        }
      }),
    [store, autosave, t],
  );
}

function travelTo(version: number, store: EditorStore): void {
  const { past, future } = store.getState();
  const isAhead = future.some((step) => step.version === version);
  for (let left = past.length + future.length; left > 0; left--) {
    if (store.getState().version === version) return;
    store.dispatch({ kind: isAhead ? "redo" : "undo" });
  }
}
