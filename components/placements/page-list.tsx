"use client";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useEffect, useRef } from "react";
import type { Pdf } from "@/components/pdf/use-pdf";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";
import { SmallPage, smallSize } from "./small-page";

/** Around the picture of a page: its frame and the line with its number. CSS pixels. */
const around = 36;

/** Every page in small with its boxes. Only those on screen are there; arrows, Home and End jump. */
export function PageList({ pdf }: { pdf: Pdf | undefined }) {
  const t = useTranslations("editor");
  const { pages, currentPage, jumpTo } = useEditor();
  const current = useSharedValue(currentPage, (index) => index);
  const column = useRef<HTMLElement>(null);
  const isFollowing = useRef(false);
  const list = useVirtualizer({
    count: pages.length,
    getScrollElement: () => column.current,
    estimateSize: (index) => {
      const page = pages[index];
      return page ? smallSize(page).height + around : 0;
    },
    gap: 4,
    paddingStart: 12,
    paddingEnd: 12,
    overscan: 2,
    useFlushSync: false,
    // The current page is where Tab enters the list, wherever it was scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  });
  useEffect(() => {
    list.scrollToIndex(current, { align: "auto" });
    if (!isFollowing.current) return;
    isFollowing.current = false;
    column.current
      ?.querySelector<HTMLElement>("[aria-current=page]")
      ?.focus({ preventScroll: true });
  }, [list, current]);
  const press = (event: KeyboardEvent) => {
    const to = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 1,
      PageUp: current - 1,
      Home: 0,
      End: pages.length - 1,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (to < 0 || to >= pages.length) return;
    isFollowing.current = true;
    jumpTo(to);
  };
  return (
    <nav
      ref={column}
      aria-label={t("pages")}
      className="overflow-y-auto border-e border-hairline"
      onKeyDown={press}
    >
      <ol className="relative" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const page = pages[index];
          return page ? (
            <li
              key={index}
              aria-setsize={pages.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 grid justify-items-center"
              style={{ top: start }}
            >
              <SmallPage page={page} index={index} isCurrent={index === current} pdf={pdf} />
            </li>
          ) : null;
        })}
      </ol>
    </nav>
  );
}
