"use client";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { useCallback, useDeferredValue, useState } from "react";
import { FirstPage } from "@/components/pdf/first-page";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import { PdfPages } from "@/components/pdf/pdf-pages";
import { usePdf } from "@/components/pdf/use-pdf";
import { BoxPanel } from "./box-panel";
import { useEditor } from "./editor-context";
import { EditorToolbar } from "./editor-toolbar";
import { FindLinesBar } from "./find-lines-bar";
import { PageList } from "./page-list";
import { PageOverlay } from "./page-overlay";
import { PagesSheet } from "./pages-sheet";
import { PeopleBar } from "./people-bar";
import { PeoplePanel } from "./people-panel";
import { ProblemList } from "./problem-list";
import { ShortcutSheet } from "./shortcut-sheet";
import { ToolsSheet } from "./tools-sheet";
import { useEditorKeys } from "./use-editor-keys";
import type { EditorZoom } from "./use-editor-zoom";
import { margin } from "./use-editor-zoom";

type EditorScreenProps = {
  /** Address of the PDF. */
  file: string;
  zoom: EditorZoom;
  viewer: RefObject<PdfPagesHandle | null>;
  ground: RefObject<HTMLDivElement | null>;
  ghost: RefObject<HTMLDivElement | null>;
  spoken: RefObject<HTMLParagraphElement | null>;
  saveBar: ReactNode;
  rail: ReactNode;
  tools: ReactNode;
};

const overlayOf = (pageIndex: number, zoom: number, isNear: boolean) => (
  <PageOverlay pageIndex={pageIndex} zoom={zoom} isNear={isNear} />
);

/**
 * Three columns: all pages in small, the pages, people and the chosen boxes. Where there is less
 * room the pages in small stand in a sheet, and people in a bar below.
 */
export function EditorScreen(props: EditorScreenProps) {
  const { file, viewer, ground, ghost, spoken, saveBar, rail, tools } = props;
  const { zoom, wish, zooming } = props.zoom;
  const t = useTranslations("editor");
  const { pages, currentPage, jumpTo } = useEditor();
  const opened = usePdf(file);
  const [firstPage] = pages;
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  const [isPagesOpen, setIsPagesOpen] = useState(false);
  const zoomTools = { zoom: zoom ?? 1, wish, zooming };
  useEditorKeys(
    zooming,
    useCallback(() => setIsSheetOpen(true), []),
  );
  // Small pages come after the first large one, without holding it up.
  const isListed = useDeferredValue(zoom !== undefined, false);
  return (
    <div className="@container/editor -mx-4 -mt-5 -mb-24 flex h-[calc(100dvh-7.5rem-env(safe-area-inset-bottom))] min-h-120 flex-col md:-mx-6 md:-mb-10 md:h-[calc(100dvh-3.5rem)]">
      <h1 className="sr-only">{t("title")}</h1>
      {saveBar}
      {rail}
      <EditorToolbar
        zoom={zoomTools}
        onShowKeys={() => setIsSheetOpen(true)}
        onShowMore={() => setIsMoreOpen(true)}
        onShowPages={() => setIsPagesOpen(true)}
      >
        {tools}
      </EditorToolbar>
      <FindLinesBar />
      <div className="grid min-h-0 grow basis-0 grid-cols-1 grid-rows-[minmax(0,1fr)] beside:grid-cols-[minmax(0,1fr)_13.5rem] listed:grid-cols-[7.5rem_minmax(0,1fr)_15rem]">
        <div className="grid min-h-0 unlisted:hidden">
          {isListed ? (
            <PageList pdf={opened.pdf} onGo={jumpTo} className="border-e border-hairline" />
          ) : null}
        </div>
        <div ref={ground} className="relative min-h-0 min-w-0 touch-pan-x touch-pan-y bg-sunken">
          {zoom === undefined ? (
            firstPage && <FirstPage page={firstPage} pageCount={pages.length} margin={margin} />
          ) : (
            <PdfPages
              ref={viewer}
              file={opened}
              pages={pages}
              zoom={zoom}
              scrolling="inside"
              className="absolute inset-0"
              renderOverlay={overlayOf}
              onCurrentPage={currentPage.set}
              failedHint={t("placeUnseen")}
              emptyHint={t("looksEmpty")}
            />
          )}
        </div>
        <aside className="grid content-start gap-5 overflow-y-auto border-s border-hairline p-4 below:hidden">
          <PeoplePanel />
          <BoxPanel />
          <ProblemList />
        </aside>
      </div>
      <div className="order-1 beside:hidden">
        <PeopleBar />
      </div>
      <ToolsSheet zoom={zoomTools} isOpen={isMoreOpen} onOpenChange={setIsMoreOpen}>
        {tools}
      </ToolsSheet>
      <PagesSheet pdf={opened.pdf} isOpen={isPagesOpen} onOpenChange={setIsPagesOpen} />
      <ShortcutSheet isOpen={isSheetOpen} onOpenChange={setIsSheetOpen} />
      <p ref={spoken} role="status" className="sr-only" />
      <div
        ref={ghost}
        hidden
        aria-hidden
        className="pointer-events-none fixed z-50 border-2 border-dashed"
        style={{ left: 0, top: 0 }}
      />
    </div>
  );
}
