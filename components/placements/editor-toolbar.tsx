"use client";
import { Ellipsis, Keyboard, ListChecks, Redo2, TriangleAlert, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useEditor, useEditorState } from "./editor-context";
import { FindLinesButton } from "./find-lines-button";
import { PageField } from "./page-field";
import { useSharedValue } from "./shared-value";
import { ToolButton } from "./tool-button";
import type { ZoomToolsProps } from "./zoom-tools";
import { ZoomTools } from "./zoom-tools";

type EditorToolbarProps = {
  zoom: ZoomToolsProps;
  onShowKeys: () => void;
  /** Opens what has no room on a phone. */
  onShowMore: () => void;
  /** Further tools, for what becomes of the document. */
  children?: ReactNode;
};

/** Above the pages; on a phone below them, within reach of a thumb. */
export function EditorToolbar({ zoom, onShowKeys, onShowMore, children }: EditorToolbarProps) {
  const t = useTranslations("editor");
  const { store, isGathering } = useEditor();
  const canUndo = useEditorState(({ past }) => past.length > 0);
  const canRedo = useEditorState(({ future }) => future.length > 0);
  const hasBoxes = useEditorState(({ boxes }) => boxes.length > 0);
  const isSeveral = useSharedValue(isGathering, (now) => now);
  return (
    <div
      role="toolbar"
      aria-label={t("tools")}
      className="flex shrink-0 items-center gap-1 overflow-x-auto border-hairline px-2 py-1 max-md:order-1 max-md:border-t max-md:py-0.5 md:border-b"
    >
      <ToolButton
        words={t("undo")}
        isDisabled={!canUndo}
        onPress={() => store.dispatch({ kind: "undo" })}
      >
        <Undo2 aria-hidden className="rtl:-scale-x-100" />
      </ToolButton>
      <ToolButton
        words={t("redo")}
        isDisabled={!canRedo}
        onPress={() => store.dispatch({ kind: "redo" })}
      >
        <Redo2 aria-hidden className="rtl:-scale-x-100" />
      </ToolButton>
      <FindLinesButton />
      <div className="flex items-center gap-1 max-md:hidden">{children}</div>
      <div className="mx-auto">
        <PageField />
      </div>
      <div className="flex items-center gap-1 max-md:hidden">
        <ZoomTools {...zoom} />
      </div>
      <ToolButton
        words={t("several")}
        isPressed={isSeveral}
        isDisabled={!hasBoxes}
        onPress={() => isGathering.set(!isSeveral)}
        className="hidden pointer-coarse:inline-flex"
      >
        <ListChecks aria-hidden />
      </ToolButton>
      <ToolButton words={t("keysTitle")} onPress={onShowKeys} className="pointer-coarse:hidden">
        <Keyboard aria-hidden />
      </ToolButton>
      <ProblemCount onPress={onShowMore} />
      <ToolButton words={t("more")} onPress={onShowMore} className="md:hidden">
        <Ellipsis aria-hidden />
      </ToolButton>
    </div>
  );
}

/** On a phone the list of what to fix stands behind this number. */
function ProblemCount({ onPress }: { onPress: () => void }) {
  const t = useTranslations("editor");
  const { problemsOf } = useEditor();
  const count = useEditorState(({ boxes }) => problemsOf(boxes).length);
  if (count === 0) return null;
  return (
    <Button
      variant="quiet"
      className="h-11 gap-1 px-2 text-warning tabular-nums md:hidden"
      aria-label={t("problemsCount", { count })}
      onClick={onPress}
    >
      <TriangleAlert aria-hidden />
      {t("pageNumber", { page: count })}
    </Button>
  );
}
