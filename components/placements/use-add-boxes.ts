import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Box } from "./box";
import { useEditor } from "./editor-context";
import { useBoxWords } from "./use-box-words";

/** The one way for new boxes onto the pages: they are chosen, named aloud, and have the keyboard. */
export function useAddBoxes(): (boxes: readonly Box[]) => void {
  const t = useTranslations("editor");
  const words = useBoxWords();
  const { store, focusBox, say } = useEditor();
  return useCallback(
    (boxes) => {
      const [first] = boxes;
      if (!first || !store.dispatch({ kind: "add", boxes })) return;
      const count = boxes.length;
      say(count === 1 ? t("placed", { box: words.name(first) }) : t("placedMany", { count }));
      focusBox(first.id);
    },
    [store, focusBox, say, t, words],
  );
}
