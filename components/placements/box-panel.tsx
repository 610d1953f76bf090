"use client";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { ArrangePanel } from "./arrange-panel";
import { AssignSelect } from "./assign-select";
import { BoxNumbers } from "./box-numbers";
import { BoxPlaces } from "./box-places";
import { useEditor, useEditorState } from "./editor-context";
import { useSelectionActions } from "./use-selection-actions";

/** The chosen boxes: whose they are, where, how they stand to each other, and how they go away. */
export function BoxPanel() {
  const t = useTranslations("editor");
  const { remove } = useSelectionActions();
  const count = useEditorState(({ selection }) => selection.length);
  if (count === 0) {
    return (
      <p className="text-xs text-muted">
        {t.rich("keysHint", { kbd: (chunks) => <Kbd>{chunks}</Kbd> })}
      </p>
    );
  }
  return (
    <BoxMeasures owner={<AssignSelect />}>
      <Button size="small" className="w-fit pointer-coarse:h-11" onClick={remove}>
        <Trash2 aria-hidden />
        {t("deleteThese", { count })}
      </Button>
    </BoxMeasures>
  );
}

/** Where the chosen box stands, or how several stand to each other. */
export function BoxMeasures({ owner, children }: { owner?: ReactNode; children?: ReactNode }) {
  const t = useTranslations("editor");
  const id = useId();
  const { pages } = useEditor();
  const count = useEditorState(({ selection }) => selection.length);
  const box = useEditorState(({ boxes, selection }) =>
    selection.length === 1 ? boxes.find((one) => one.id === selection[0]) : undefined,
  );
  const page = box && pages[box.page - 1];
  if (count === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-2">
      <h2 id={id} className="text-sm font-semibold">
        {count === 1 ? t("chosenBox") : t("chosenBoxes", { count })}
      </h2>
      {owner}
      <BoxPlaces />
      {box && page ? <BoxNumbers key={box.id} box={box} page={page} /> : null}
      {count > 1 ? <ArrangePanel count={count} /> : null}
      {children}
    </section>
  );
}
