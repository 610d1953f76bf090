import { useEffect } from "react";

type Saving = {
  readonly flush: () => Promise<unknown>;
  readonly isUnsaved: () => boolean;
};

/** Saves what is left when the page is hidden or left, or the network is back; warns before a loss. */
export function useSavingBeforeLeaving({ flush, isUnsaved }: Saving): void {
  useEffect(() => {
    const saveNow = () => void flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
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
  }, [flush, isUnsaved]);
}
