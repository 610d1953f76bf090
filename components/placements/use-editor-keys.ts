import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { toLatinDigits } from "@/lib/i18n/digits";
import { commandOfKey } from "./command-of-key";
import { useEditor } from "./editor-context";
import { useBoxWords } from "./use-box-words";
import type { Zooming } from "./use-editor-zoom";
import { useSelectionActions } from "./use-selection-actions";

/** Where keys belong to a control, or to what lies over the pages, and not to the boxes. */
const isTyping = (target: EventTarget | null): boolean =>
  document.querySelector("[role=dialog]") !== null ||
  (target instanceof Element && target.closest("input, textarea, select, [role=menu]") !== null);

/** Among the pages, or nowhere: there arrows and Delete mean the chosen boxes. */
const isAmongPages = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  (target === document.body || target.closest("[data-box], [data-surface]") !== null);

const hasSelectedText = (): boolean => window.getSelection()?.isCollapsed === false;

/**
 * Letters as the keyboard writes them; by their place on it where it writes another script.
 * "Ctrl+Shift+KeyZ", "Shift+KeyG", "Ctrl+Equal".
 */
function nameOf(event: KeyboardEvent): string {
  const code = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  const held = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.shiftKey ? "Shift" : ""];
  return [...held.filter(Boolean), code].join("+");
}

/** The keys that work everywhere in the editor but never while typing. */
export function useEditorKeys({ zoomBy, setWish }: Zooming, showSheet: () => void): void {
  const t = useTranslations("editor");
  const editor = useEditor();
  const words = useBoxWords();
  const actions = useSelectionActions();
  useEffect(() => {
    const { store, people, pages, currentPage, isSnapping, isGathering, focusPage, say } = editor;
    const choose = (number: number): boolean => {
      const person = people.find((one) => one.number === number);
      if (!person) return false;
      const isActive = store.getState().activePersonId === person.id;
      store.dispatch({ kind: "activate", personId: isActive ? null : person.id });
      say(isActive ? t("chosenNobody") : t("chosen", { name: person.name }));
      return true;
    };
    const travel = (kind: "undo" | "redo") => () => {
      const { past, future } = store.getState();
      if ((kind === "undo" ? past : future).length === 0) return say(t("nothingMore"));
      store.dispatch({ kind });
      say(kind === "undo" ? t("undone") : t("redone"));
    };
    const named: Readonly<Record<string, () => void>> = {
      "Ctrl+KeyZ": travel("undo"),
      "Ctrl+Shift+KeyZ": travel("redo"),
      "Ctrl+KeyY": travel("redo"),
      "Ctrl+KeyA": actions.selectAll,
      "Ctrl+KeyD": actions.duplicate,
      "Ctrl+KeyC": actions.copy,
      "Ctrl+KeyX": actions.cut,
      "Ctrl+KeyV": actions.paste,
      "Ctrl+Equal": () => zoomBy(1),
      "Ctrl+Shift+Equal": () => zoomBy(1),
      "Ctrl+NumpadAdd": () => zoomBy(1),
      "Ctrl+Minus": () => zoomBy(-1),
      "Ctrl+NumpadSubtract": () => zoomBy(-1),
      "Ctrl+Digit0": () => setWish("width"),
      "Ctrl+Numpad0": () => setWish("width"),
      KeyG: () => {
        isSnapping.set(!isSnapping.get());
        say(isSnapping.get() ? t("guidesOn") : t("guidesOff"));
      },
      Escape: () => {
        isGathering.set(false);
        store.dispatch({ kind: "activate", personId: null });
        store.dispatch({ kind: "select", ids: [] });
      },
    };
    const turnPage = ({ key, target }: KeyboardEvent): boolean => {
      const by = { PageDown: 1, PageUp: -1 }[key];
      if (by === undefined || !isAmongPages(target)) return false;
      focusPage(Math.min(pages.length, Math.max(1, currentPage.get() + 1 + by)));
      return true;
    };
    const mark = ({ target }: KeyboardEvent): boolean => {
      const id = target instanceof HTMLElement ? target.dataset.box : undefined;
      if (id === undefined) return false;
      if (isGathering.get()) store.dispatch({ kind: "toggle", id });
      else store.dispatch({ kind: "select", ids: [id] });
      isGathering.set(true);
      say(t("selected", { count: store.getState().selection.length }));
      return true;
    };
    const edit = (event: KeyboardEvent): boolean => {
      const command = commandOfKey(event);
      if (!command || !isAmongPages(event.target)) return false;
      if (store.getState().selection.length === 0) return false;
      if (command.kind === "delete") actions.remove();
      else {
        store.dispatch(command);
        const [first, ...more] = store.selectedBoxes();
        if (first && more.length === 0) say(`${words.place(first)} ${words.size(first)}`);
        else say(t("movedTogether", { count: more.length + 1 }));
      }
      return true;
    };
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      const name = nameOf(event);
      const isText = hasSelectedText() && (name === "Ctrl+KeyC" || name === "Ctrl+KeyX");
      const work = event.altKey || isText ? undefined : named[name];
      if (work) {
        event.preventDefault();
        return work();
      }
      if (event.ctrlKey || event.metaKey) return;
      const isDone =
        edit(event) ||
        (!event.altKey &&
          (turnPage(event) ||
            (name === "KeyM" && mark(event)) ||
            choose(Number(toLatinDigits(event.key)))));
      if (isDone) event.preventDefault();
      else if (event.key === "?" || event.key === "؟") showSheet();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [editor, t, words, actions, zoomBy, setWish, showSheet]);
}
