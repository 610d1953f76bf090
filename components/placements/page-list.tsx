"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { useEffect, useMemo, useRef } from "react";
import type { SmallPages } from "@/components/pdf/small-pages";
import { viewSize } from "@/lib/placements/geometry";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";
import { SmallPage } from "./small-page";

const longestSide = 96;
/** Around a picture: its button's padding, the number below it. CSS pixels. */
const around = 36;
const gap = 8;

type PageListProps = {
  /** Undefined until the page that is looked at has its picture. */
  pictures: SmallPages | undefined;
  /** After a page was chosen. */
  onChoose?: () => void;
};

/**
 * Every page in small with its boxes, those that are on screen only. The keyboard enters it at the
 * page that is looked at; arrows, Home and End go on from there.
 */
export function PageList({ pictures, onChoose }: PageListProps) {
  const t = useTranslations("editor");
  const { pages, currentPage, jumpTo } = useEditor();
  const current = useSharedValue(currentPage, (index) => index);
  const scroller = useRef<HTMLElement>(null);
  const sizes = useMemo(
    () =>
      pages.map((page) => {
        const { width, height } = viewSize(page, 1);
        return viewSize(page, longestSide / Math.max(width, height));
      }),
    [pages],
  );
  const list = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (sizes[index]?.height ?? 0) + around,
    gap,
    paddingStart: 12,
    paddingEnd: 12,
    overscan: 2,
  });
  useEffect(() => list.scrollToIndex(current, { align: "auto" }), [list, current]);
  const go = (event: KeyboardEvent) => {
    const to = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + 5,
      PageUp: current - 5,
      Home: 0,
      End: pages.length - 1,
    }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    // The same keys turn the pages elsewhere in the editor.
    event.stopPropagation();
    const target = Math.min(pages.length - 1, Math.max(0, to));
    jumpTo(target);
    list.scrollToIndex(target, { align: "auto" });
    focusWhenThere(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-small-page="${target + 1}"]`),
    );
  };
  return (
    <nav
      ref={scroller}
      aria-label={t("pages")}
      className="overflow-y-auto border-e border-hairline"
      onKeyDown={go}
    >
      <ol className="relative w-full" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start }) => {
          const page = pages[index];
          const size = sizes[index];
          if (!page || !size) return null;
          return (
            <SmallPage
              key={index}
              index={index}
              page={page}
              size={size}
              top={start}
              pictures={pictures}
              onChoose={onChoose}
            />
          );
        })}
      </ol>
    </nav>
  );
}

/** The list has the new page in its DOM only some frames after it was scrolled there. */
function focusWhenThere(find: () => HTMLElement | null | undefined, frames = 10): void {
  const element = find();
  if (element) element.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(find, frames - 1));
}
