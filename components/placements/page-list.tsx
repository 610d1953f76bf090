"use client";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useEffect, useRef } from "react";
import type { Pdf } from "@/components/pdf/use-pdf";
import { cn } from "@/components/ui/class-names";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";
import { SmallPage, smallSize } from "./small-page";

/** Around the picture of a page: its frame and the line with its number. CSS pixels. */
const around = 36;

type PageListProps = {
  pdf: Pdf;
  /** How many pages stand side by side. */
  columns?: number;
  /** Takes the keyboard when it appears. */
  isFocused?: boolean;
  /** Called when a page is pressed. */
  onGo: (pageIndex: number) => void;
  className?: string;
};

/** Every page in small with its boxes. Only those on screen are there; arrows, Home and End jump. */
export function PageList({ pdf, columns = 1, isFocused = false, onGo, className }: PageListProps) {
  const t = useTranslations("editor");
  const { pages, currentPage, jumpTo } = useEditor();
  const current = useSharedValue(currentPage, (index) => index);
  const currentRow = Math.floor(current / columns);
  const column = useRef<HTMLElement>(null);
  const isFollowing = useRef(isFocused);
  const inRow = (row: number) =>
    pages.slice(row * columns, (row + 1) * columns).map((page, at) => ({
      page,
      index: row * columns + at,
    }));
  const list = useVirtualizer({
    count: Math.ceil(pages.length / columns),
    getScrollElement: () => column.current,
    estimateSize: (row) =>
      Math.max(...inRow(row).map(({ page }) => smallSize(page).height)) + around,
    gap: 4,
    paddingStart: 12,
    paddingEnd: 12,
    overscan: 2,
    useFlushSync: false,
    // The current page is where Tab enters the list, wherever it was scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), currentRow])].sort((a, b) => a - b),
  });
  const rows = list.getVirtualItems();
  const isDrawn = rows.some(({ index }) => index === currentRow);
  useEffect(() => {
    list.scrollToIndex(currentRow, { align: "auto" });
    if (!isFollowing.current || !isDrawn) return;
    const page = column.current?.querySelector<HTMLElement>(`[data-thumbnail="${current + 1}"]`);
    page?.focus({ preventScroll: true });
    isFollowing.current = false;
  }, [list, current, currentRow, isDrawn]);
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const right = columns === 1 ? 0 : isRtl ? -1 : 1;
    const to = {
      ArrowDown: current + columns,
      ArrowUp: current - columns,
      ArrowRight: current + right,
      ArrowLeft: current - right,
      PageDown: current + columns,
      PageUp: current - columns,
      Home: 0,
      End: pages.length - 1,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (to < 0 || to >= pages.length || to === current) return;
    isFollowing.current = true;
    jumpTo(to);
  };
  return (
    <nav
      ref={column}
      aria-label={t("pages")}
      className={cn("overflow-y-auto", className)}
      onKeyDown={press}
    >
      <ol className="relative" style={{ height: list.getTotalSize() }}>
        {rows.flatMap((row) =>
          inRow(row.index).map(({ page, index }, at) => (
            <li
              key={index}
              aria-setsize={pages.length}
              aria-posinset={index + 1}
              className="absolute grid justify-items-center"
              style={{
                top: row.start,
                width: `${100 / columns}%`,
                insetInlineStart: `${(at * 100) / columns}%`,
              }}
            >
              <SmallPage
                page={page}
                index={index}
                isCurrent={index === current}
                pdf={pdf}
                onGo={onGo}
              />
            </li>
          )),
        )}
      </ol>
    </nav>
  );
}
