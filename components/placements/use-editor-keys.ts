import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { toLatinDigits } from "@/lib/i18n/digits";
import type { Editor } from "./editor-context";

type Keys = {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly zoomToFit: () => void;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [role=dialog]") !== null;

/** The keys that work everywhere in the editor. Letters by their place on the keyboard. */
export function useEditorKeys(editor: Editor, { zoomIn, zoomOut, zoomToFit }: Keys): void {
  const t = useTranslations("editor");
  useEffect(() => {
    const { store, people, pages, focusPage, say } = editor;
    const choose = (number: number) => {
      const person = people.find((one) => one.number === number);
      if (!person) return false;
      const isActive = store.getState().activePersonId === person.id;
      store.dispatch({ kind: "activate", personId: isActive ? null : person.id });
      say(isActive ? t("chosenNobody") : t("chosen", { name: person.name }));
      return true;
    };
    const withControl: Readonly<Record<string, () => void>> = {
      KeyZ: () => {
        store.dispatch({ kind: "undo" });
        say(t("undone"));
      },
      ShiftKeyZ: () => {
        store.dispatch({ kind: "redo" });
        say(t("redone"));
      },
      Equal: zoomIn,
      ShiftEqual: zoomIn,
      NumpadAdd: zoomIn,
      Minus: zoomOut,
      NumpadSubtract: zoomOut,
      Digit0: zoomToFit,
      Numpad0: zoomToFit,
    };
    const turnPage = (event: KeyboardEvent): boolean => {
      const surface =
        event.target instanceof HTMLElement ? event.target.dataset.surface : undefined;
      const by = { PageDown: 1, PageUp: -1 }[event.key];
      if (surface === undefined || by === undefined) return false;
      focusPage(Math.min(pages.length, Math.max(1, Number(surface) + by)));
      return true;
    };
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.altKey) return;
      const work =
        event.ctrlKey || event.metaKey
          ? withControl[`${event.shiftKey ? "Shift" : ""}${event.code}`]
          : undefined;
      if (work) {
        event.preventDefault();
        work();
      } else if (!event.ctrlKey && !event.metaKey) {
        if (turnPage(event) || choose(Number(toLatinDigits(event.key)))) event.preventDefault();
        if (event.key === "Escape") {
          store.dispatch({ kind: "activate", personId: null });
          store.dispatch({ kind: "select", ids: [] });
        }
      }
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [editor, t, zoomIn, zoomOut, zoomToFit]);
}
