"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { AssignSelect } from "./assign-select";
import { useEditor, useEditorState } from "./editor-context";
import { useBoxWords } from "./use-box-words";

/** The chosen box in numbers, whose it is, and how it goes away. */
export function BoxPanel() {
  const t = useTranslations("editor");
  const words = useBoxWords();
  const { store } = useEditor();
  const selectedId = useEditorState(({ selection }) => selection[0]);
  const box = useEditorState(({ boxes }) => boxes.find(({ id }) => id === selectedId));
  if (!box) {
    return (
      <p className="text-xs text-muted">
        {t.rich("keysHint", { kbd: (chunks) => <Kbd>{chunks}</Kbd> })}
      </p>
    );
  }
  return (
    <section aria-labelledby="editor-box" className="grid gap-2">
      <h2 id="editor-box" className="text-sm font-semibold">
        {t("chosenBox")}
      </h2>
      <AssignSelect box={box} />
      <p className="text-xs text-muted tabular-nums">
        {words.size(box)}
        <br />
        {words.place(box)}
      </p>
      <Button size="small" className="w-fit" onClick={() => store.dispatch({ kind: "delete" })}>
        <Trash2 aria-hidden />
        {t("delete")}
      </Button>
    </section>
  );
}
