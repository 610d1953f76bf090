"use client";
import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { memo, useImperativeHandle, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import type { Size } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { layOutPages, pageGap } from "./page-layout";
import { PictureOfFirstPage } from "./picture-of-first-page";
import type { Point, Scrolling } from "./use-near-pages";
import { useNearPages } from "./use-near-pages";
import type { OpenedPdf, Pdf } from "./use-pdf";

export type PdfPagesHandle = {
  /** 0-based; puts the top of the page at the top of the screen at once. */
  scrollToPage(index: number): void;
  /** What is here on the screen stays here when the zoom changes next. */
  hold(at: Point): void;
  /** The element that scrolls with `scrolling="inside"`. */
  readonly column: HTMLElement | null;
  /** The file that is shown, for whoever reads more of it. */
  readonly pdf: Pdf;
};

type PdfPagesProps = {
  ref?: Ref<PdfPagesHandle>;
  /** What `usePdf` opened. Open it outside, so that it comes while the zoom is measured. */
  file: OpenedPdf;
  pages: readonly PageBox[];
  /** CSS pixels per point. */
  zoom: number;
  /** `inside` scrolls in its own box, which needs a height; `with_window` grows with the page. */
  scrolling: Scrolling;
  /** Invisible selectable text over each picture, also for screen readers. */
  hasText?: boolean;
  /**
   * Drawn over each page, even those far away, whose picture is not there. Keep it the same
   * function between renders.
   */
  renderOverlay?: (pageIndex: number, zoom: number, isNear: boolean) => ReactNode;
  onCurrentPage?: (pageIndex: number) => void;
  /** What can still be done on a page that cannot be shown. */
  failedHint?: string;
  /** Said of a page that comes out all white although the file draws something on it. */
  emptyHint?: string;
  className?: string;
};

/** All pages of a PDF in one column: every page keeps its exact place, only near ones are drawn. */
export function PdfPages({
  ref,
  file: { pdf, tryAgain, picture },
  pages,
  zoom,
  scrolling,
  hasText = false,
  renderOverlay,
  onCurrentPage,
  failedHint,
  emptyHint,
  className,
}: PdfPagesProps) {
  const t = useTranslations("pdfPages");
  const column = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layOutPages(pages, zoom), [pages, zoom]);
  const { near, scrollToPage, hold } = useNearPages(column, layout, scrolling, onCurrentPage);
  useImperativeHandle(
    ref,
    () => ({
      scrollToPage,
      hold,
      get column() {
        return column.current;
      },
      pdf,
    }),
    [scrollToPage, hold, pdf],
  );
  return (
    <div
      ref={column}
      dir="ltr"
      // Without anything to focus in it, the keyboard could not scroll it.
      tabIndex={scrolling === "inside" && !renderOverlay ? 0 : undefined}
      data-pdf={pdf.status}
      className={cn("relative", scrolling === "inside" && "overflow-auto", className)}
    >
      {pdf.status === "failed" ? (
        <Notice
          tone="error"
          className="sticky inset-x-4 top-4 z-20 m-4"
          action={<Button onClick={tryAgain}>{t("tryAgain")}</Button>}
        >
          {t("fileFailed", { reason: pdf.reason })}
        </Notice>
      ) : null}
      <div
        className="mx-auto flex w-fit min-w-full flex-col items-center"
        style={{ gap: pageGap, paddingBlock: pageGap }}
      >
        {layout.places.map(({ index, size }) => (
          <PageSlot
            key={index}
            index={index}
            pageCount={pages.length}
            size={size}
            zoom={zoom}
            pdf={index >= near.first && index <= near.last ? pdf : undefined}
            picture={index === 0 && !hasText ? picture : undefined}
            hasText={hasText}
            renderOverlay={renderOverlay}
            failedHint={failedHint}
            emptyHint={pages[index]?.isBlank ? undefined : emptyHint}
            onTryAgain={tryAgain}
          />
        ))}
      </div>
    </div>
  );
}

type PageSlotProps = {
  index: number;
  pageCount: number;
  size: Size;
  zoom: number;
  /** Undefined while the page is far away. */
  pdf: Pdf | undefined;
  /** Drawn already, or about to be. */
  picture: HTMLCanvasElement | undefined;
  hasText: boolean;
  renderOverlay: PdfPagesProps["renderOverlay"];
  failedHint: string | undefined;
  emptyHint: string | undefined;
  onTryAgain: () => void;
};

const PageSlot = memo(function PageSlot({
  index,
  pageCount,
  size,
  zoom,
  pdf,
  picture,
  hasText,
  renderOverlay,
  failedHint,
  emptyHint,
  onTryAgain,
}: PageSlotProps) {
  const t = useTranslations("pdfPages");
  return (
    <figure
      aria-label={t("page", { page: index + 1, total: pageCount })}
      data-page={index + 1}
      className="relative shrink-0 bg-[#fff] outline outline-hairline"
      style={size}
    >
      {pdf?.status === "ready" ? (
        <pdf.engine.PageImage
          document={pdf.document}
          page={index + 1}
          zoom={zoom}
          size={size}
          picture={picture}
          hasText={hasText}
          failedHint={failedHint}
          emptyHint={emptyHint}
          onTryAgain={onTryAgain}
        />
      ) : null}
      {pdf?.status === "loading" && picture ? <PictureOfFirstPage canvas={picture} /> : null}
      {renderOverlay?.(index, zoom, pdf !== undefined)}
    </figure>
  );
});
