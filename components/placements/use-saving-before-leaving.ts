import { useEffect } from "react";
import type { Autosave } from "./autosave";

/** Saves what is left when the page is hidden or left, or the network is back; warns before a loss. */
export function useSavingBeforeLeaving<Value>(autosave: Autosave<Value>): void {
  useEffect(() => {
    const saveNow = () => void autosave.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.isUnsaved()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    window.addEventListener("online", saveNow);
    document.addEventListener("visibilitychange", saveNow);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("online", saveNow);
      document.removeEventListener("visibilitychange", saveNow);
      saveNow();
    };
  }, [autosave]);
}
