"use client";
import { Ellipsis, Files, Keyboard, ListChecks, Redo2, TriangleAlert, Undo2 } from "lucide-react";
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
  /** Opens all pages in small, where they do not stand beside the large ones. */
  onShowPages: () => void;
  /** Further tools, for what becomes of the document. */
  children?: ReactNode;
};

/** Above the pages; on a phone below them, within reach of a thumb. */
export function EditorToolbar({
  zoom,
  onShowKeys,
  onShowMore,
  onShowPages,
  children,
}: EditorToolbarProps) {
  const t = useTranslations("editor");
  const { store, isGathering, jumpTo, focusPage } = useEditor();
  const canUndo = useEditorState(({ past }) => past.length > 0);
  const canRedo = useEditorState(({ future }) => future.length > 0);
  const hasBoxes = useEditorState(({ boxes }) => boxes.length > 0);
  const isSeveral = useSharedValue(isGathering, (now) => now);
  const go = (index: number) => {
    jumpTo(index);
    focusPage(index + 1);
  };
  return (
    <div
      role="toolbar"
      aria-label={t("tools")}
      className="flex shrink-0 items-center border-hairline px-2 below:order-1 below:border-t below:py-0.5 beside:border-b beside:py-1"
    >
      <div className="flex min-w-0 grow items-center gap-1 overflow-x-auto">
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
        <div className="flex items-center gap-1 below:hidden">{children}</div>
        <div className="mx-auto">
          <span className="unlisted:hidden">
            <PageField onGo={go} />
          </span>
          <PagesButton onPress={onShowPages} />
        </div>
        <div className="flex items-center gap-1 below:hidden">
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
      </div>
      <MoreButton onPress={onShowMore} />
    </div>
  );
}

/** Where there is no room for the pages in small: which one is looked at, and the way to all. */
function PagesButton({ onPress }: { onPress: () => void }) {
  const t = useTranslations("editor");
  const { pages, currentPage } = useEditor();
  const page = useSharedValue(currentPage, (index) => index + 1);
  const facts = { page, total: pages.length };
  return (
    <Button
      variant="quiet"
      data-all-pages
      className="h-9 gap-1.5 px-2 text-xs tabular-nums listed:hidden pointer-coarse:h-11"
      aria-label={t("allPages", facts)}
      title={t("pages")}
      onClick={onPress}
    >
      <Files aria-hidden />
      {t("pageOf", facts)}
    </Button>
  );
}

/** On a phone what has no room stands behind it, and how much of that is to be fixed upon it. */
function MoreButton({ onPress }: { onPress: () => void }) {
  const t = useTranslations("editor");
  const { problemsOf } = useEditor();
  const count = useEditorState(({ boxes }) => problemsOf(boxes).length);
  const words = count > 0 ? `${t("more")}. ${t("problemsCount", { count })}` : t("more");
  return (
    <ToolButton words={words} onPress={onPress} className="relative ms-1 beside:hidden">
      <Ellipsis aria-hidden />
      {count > 0 ? (
        <span className="absolute end-0 top-0 flex h-4 items-center gap-0.5 rounded-full bg-warning-soft px-1 text-[0.625rem] leading-none text-on-warning-soft tabular-nums [&_svg]:size-2.5">
          <TriangleAlert aria-hidden />
          {t("pageNumber", { page: count })}
        </span>
      ) : null}
    </ToolButton>
  );
}
