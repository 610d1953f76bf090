"use client";
import { Keyboard, Maximize, Minus, MoveHorizontal, Plus, Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Fit } from "@/components/pdf/page-layout";
import { Button } from "@/components/ui/button";
import { useEditor, useEditorState } from "./editor-context";
import { useSharedValue } from "./shared-value";
import type { Zooming } from "./use-editor-zoom";

type EditorToolbarProps = {
  zoom: number;
  wish: number | Fit;
  zooming: Zooming;
  onShowKeys: () => void;
  /** Further tools, for what becomes of the document. */
  children?: ReactNode;
};

/** CSS pixels per point at which a page has its size on paper: CSS counts 96 px to the inch. */
const fullSize = 96 / 72;

export function EditorToolbar({ zoom, wish, zooming, onShowKeys, children }: EditorToolbarProps) {
  const t = useTranslations("editor");
  const { store, pages, currentPage } = useEditor();
  const canUndo = useEditorState(({ past }) => past.length > 0);
  const canRedo = useEditorState(({ future }) => future.length > 0);
  const current = useSharedValue(currentPage, (index) => index);
  const { setWish, zoomBy } = zooming;
  return (
    <div
      role="toolbar"
      aria-label={t("tools")}
      className="flex shrink-0 items-center gap-1 overflow-x-auto border-b border-hairline px-2 py-1"
    >
      <Tool
        words={t("undo")}
        isDisabled={!canUndo}
        onPress={() => store.dispatch({ kind: "undo" })}
      >
        <Undo2 aria-hidden className="rtl:-scale-x-100" />
      </Tool>
      <Tool
        words={t("redo")}
        isDisabled={!canRedo}
        onPress={() => store.dispatch({ kind: "redo" })}
      >
        <Redo2 aria-hidden className="rtl:-scale-x-100" />
      </Tool>
      {children}
      <span className="mx-auto text-xs whitespace-nowrap text-muted tabular-nums">
        {t("pageOf", { page: current + 1, total: pages.length })}
      </span>
      <Tool words={t("zoomOut")} onPress={() => zoomBy(-1)}>
        <Minus aria-hidden />
      </Tool>
      <Button
        variant="quiet"
        size="small"
        className="min-w-14 px-1 tabular-nums max-sm:hidden pointer-coarse:h-11"
        aria-label={t("zoomFull", { zoom: zoom / fullSize })}
        onClick={() => setWish(fullSize)}
      >
        {t("zoomNow", { zoom: zoom / fullSize })}
      </Button>
      <Tool words={t("zoomIn")} onPress={() => zoomBy(1)}>
        <Plus aria-hidden />
      </Tool>
      <Tool words={t("zoomFit")} isPressed={wish === "width"} onPress={() => setWish("width")}>
        <MoveHorizontal aria-hidden />
      </Tool>
      <Tool words={t("zoomPage")} isPressed={wish === "page"} onPress={() => setWish("page")}>
        <Maximize aria-hidden />
      </Tool>
      <Tool words={t("keysTitle")} onPress={onShowKeys} className="pointer-coarse:hidden">
        <Keyboard aria-hidden />
      </Tool>
    </div>
  );
}

type ToolProps = {
  words: string;
  isDisabled?: boolean;
  isPressed?: boolean;
  onPress: () => void;
  className?: string;
  children: ReactNode;
};

export function Tool({
  words,
  isDisabled,
  isPressed,
  onPress,
  className = "",
  children,
}: ToolProps) {
  return (
    <Button
      variant="quiet"
      size="icon"
      className={`size-9 aria-pressed:bg-tile-soft aria-pressed:text-on-tile-soft pointer-coarse:size-11 ${className}`}
      aria-label={words}
      title={words}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
