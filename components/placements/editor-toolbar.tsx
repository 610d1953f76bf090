"use client";
import { Minus, MoveHorizontal, Plus, Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useEditor, useEditorState } from "./editor-context";
import { FindLinesButton } from "./find-lines-button";
import { useSharedValue } from "./shared-value";

type EditorToolbarProps = {
  zoom: number;
  isFitting: boolean;
  onZoom: (zoom: number | "fit") => void;
};

/** CSS pixels per point at which a page has its size on paper: CSS counts 96 px to the inch. */
export const fullSize = 96 / 72;
const step = 1.25;
export const zoomLimits = { smallest: 0.2, largest: 4 } as const;
export const zoomedBy = (zoom: number, steps: 1 | -1): number =>
  Math.min(zoomLimits.largest, Math.max(zoomLimits.smallest, zoom * step ** steps));

export function EditorToolbar({ zoom, isFitting, onZoom }: EditorToolbarProps) {
  const t = useTranslations("editor");
  const { store, pages, currentPage } = useEditor();
  const canUndo = useEditorState(({ past }) => past.length > 0);
  const canRedo = useEditorState(({ future }) => future.length > 0);
  const current = useSharedValue(currentPage, (index) => index);
  return (
    <div
      role="toolbar"
      aria-label={t("tools")}
      className="flex shrink-0 items-center gap-1 overflow-x-auto border-b border-hairline px-2 py-1"
    >
      <Button
        variant="quiet"
        size="icon"
        className="size-9 pointer-coarse:size-11"
        aria-label={t("undo")}
        title={t("undo")}
        disabled={!canUndo}
        onClick={() => store.dispatch({ kind: "undo" })}
      >
        <Undo2 aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <Button
        variant="quiet"
        size="icon"
        className="size-9 pointer-coarse:size-11"
        aria-label={t("redo")}
        title={t("redo")}
        disabled={!canRedo}
        onClick={() => store.dispatch({ kind: "redo" })}
      >
        <Redo2 aria-hidden className="rtl:-scale-x-100" />
      </Button>
      <FindLinesButton />
      <span className="mx-auto text-xs whitespace-nowrap text-muted tabular-nums">
        {t("pageOf", { page: current + 1, total: pages.length })}
      </span>
      <Button
        variant="quiet"
        size="icon"
        className="size-9 pointer-coarse:size-11"
        aria-label={t("zoomOut")}
        title={t("zoomOut")}
        onClick={() => onZoom(zoomedBy(zoom, -1))}
      >
        <Minus aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="small"
        className="min-w-14 px-1 tabular-nums max-sm:hidden pointer-coarse:h-11"
        aria-label={t("zoomFull", { zoom: zoom / fullSize })}
        onClick={() => onZoom(fullSize)}
      >
        {t("zoomNow", { zoom: zoom / fullSize })}
      </Button>
      <Button
        variant="quiet"
        size="icon"
        className="size-9 pointer-coarse:size-11"
        aria-label={t("zoomIn")}
        title={t("zoomIn")}
        onClick={() => onZoom(zoomedBy(zoom, 1))}
      >
        <Plus aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="small"
        aria-pressed={isFitting}
        className="aria-pressed:bg-tile-soft aria-pressed:text-on-tile-soft pointer-coarse:h-11"
        onClick={() => onZoom("fit")}
      >
        <MoveHorizontal aria-hidden className="sm:hidden" />
        <span className="max-sm:sr-only">{t("zoomFit")}</span>
      </Button>
    </div>
  );
}
