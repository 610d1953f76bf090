import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { newId } from "@/lib/kernel/ids";
import { copyBoxes, copyToPages, pasteBoxes, readCopiedBoxes } from "./copied-boxes";
import { useEditor } from "./editor-context";
import { useAddBoxes } from "./use-add-boxes";

/** Where copied boxes wait, for the other pages and envelopes of this browser. */
const clipboardKey = "muhr.boxes";

/** What can be done with the chosen boxes, by key, toolbar or menu. Each is one step. */
export function useSelectionActions() {
  const t = useTranslations("editor");
  const { store, pages, people, positions, currentPage, focusPage, say } = useEditor();
  const add = useAddBoxes();
  return useMemo(() => {
    const ground = () => ({ pages, people, boxes: store.getState().boxes, newId, positions });
    const copied = () => copyBoxes(store.selectedBoxes(), ground());
    const copy = () => {
      const boxes = copied();
      const count = boxes.boxes.length;
      if (count === 0) return;
      localStorage.setItem(clipboardKey, JSON.stringify(boxes));
      say(t("copied", { count }));
    };
    const remove = () => {
      const boxes = store.selectedBoxes();
      const [first] = boxes;
      if (!first) return;
      store.dispatch({ kind: "delete" });
      say(t("deleted", { count: boxes.length }));
      focusPage(first.page);
    };
    return {
      copy,
      remove,
      cut: () => {
        copy();
        remove();
      },
      paste: () => {
        const boxes = readCopiedBoxes(localStorage.getItem(clipboardKey));
        if (boxes) add(pasteBoxes(boxes, currentPage.get() + 1, ground()));
        else say(t("nothingToPaste"));
      },
      duplicate: () => {
        const [first] = store.selectedBoxes();
        if (first) add(pasteBoxes(copied(), first.page, ground()));
      },
      /** @param targets pages, 1-based */
      copyTo: (targets: readonly number[]) => {
        const ids = store.getState().selection;
        const boxes = copyToPages(store.selectedBoxes(), targets, ground());
        if (boxes.length > 0 && !store.dispatch({ kind: "add", boxes })) return;
        store.dispatch({ kind: "select", ids });
        say(t("copiedToPages", { count: boxes.length }));
      },
      selectAll: () => {
        const ids = store.getState().boxes.map(({ id }) => id);
        store.dispatch({ kind: "select", ids });
        say(t("selected", { count: ids.length }));
      },
    };
  }, [store, pages, people, positions, currentPage, focusPage, say, add, t]);
}
export type SelectionActions = ReturnType<typeof useSelectionActions>;
