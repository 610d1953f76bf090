import type { RefObject } from "react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PageLayout } from "./page-layout";
import { leftOf, middleOf, pageAt, pageGap } from "./page-layout";

/** Client coordinates. */
export type Point = { readonly x: number; readonly y: number };

export type Scrolling = "inside" | "with_window";
type Range = { readonly first: number; readonly last: number };

/** A scroll that is faster than this many screens between two events is only passing by. */
const fastScreens = 1.5;
const settleTime = 120;

/** What of the column is on screen: CSS pixels from its top, and how high the screen is. */
function bandOf(column: HTMLElement, scrolling: Scrolling) {
  return scrolling === "inside"
    ? { top: column.scrollTop, height: column.clientHeight }
    : { top: -column.getBoundingClientRect().top, height: window.innerHeight };
}

function scrollColumnTo(column: HTMLElement, scrolling: Scrolling, top: number): void {
  if (scrolling === "inside") column.scrollTop = top;
  else window.scrollTo(0, window.scrollY + column.getBoundingClientRect().top + top);
}

/**
 * Which pages are worth drawing: those on screen at once, their neighbours when scrolling rests.
 * Keeps the place on the page when the zoom changes: at the middle, or once where it is held. A page
 * that is not wider than the screen is seen whole.
 */
export function useNearPages(
  column: RefObject<HTMLElement | null>,
  layout: PageLayout,
  scrolling: Scrolling,
  onCurrentPage: ((index: number) => void) | undefined,
) {
  const [near, setNear] = useState<Range>({ first: 0, last: 0 });
  const held = useRef({ layout, top: 0, timer: 0 });
  const grip = useRef<Point>(undefined);
  /** A page that was jumped to is the current one until the column moves, even if it is short. */
  const landed = useRef<{ readonly index: number; readonly top: number }>(undefined);
  const report = useRef(onCurrentPage);
  report.current = onCurrentPage;

  const look = useCallback(
    (how: "passing" | "landed" | "resting") => {
      if (!column.current) return;
      const { top, height } = bandOf(column.current, scrolling);
      const { layout: shown, top: before } = held.current;
      held.current.top = top;
      window.clearTimeout(held.current.timer);
      if (how !== "resting")
        held.current.timer = window.setTimeout(() => look("resting"), settleTime);
      if (landed.current && Math.abs(landed.current.top - top) > 1) landed.current = undefined;
      report.current?.(landed.current?.index ?? pageAt(shown, top + height * 0.4));
      if (how === "passing" && Math.abs(top - before) > fastScreens * height) return;
      const spread = how === "resting" ? 1 : 0;
      const first = Math.max(0, pageAt(shown, top) - spread);
      const last = Math.min(shown.places.length - 1, pageAt(shown, top + height) + spread);
      setNear((now) => (now.first === first && now.last === last ? now : { first, last }));
    },
    [column, scrolling],
  );

  useLayoutEffect(() => {
    const { layout: old, top } = held.current;
    held.current.layout = layout;
    if (column.current && scrolling === "inside" && old === layout)
      column.current.scrollLeft = middleOf(layout, 0, column.current.clientWidth);
    if (column.current && old.zoom !== layout.zoom && old.places.length === layout.places.length) {
      const screen = column.current.getBoundingClientRect();
      const { height } = bandOf(column.current, scrolling);
      const down = grip.current ? grip.current.y - screen.top : height / 2;
      const page = pageAt(old, top + down);
      const [from, to] = [old.places[page], layout.places[page]];
      const share = from ? (top + down - from.top) / from.size.height : 0;
      const target = to ? to.top + share * to.size.height : 0;
      if (scrolling === "inside" && from && to) {
        const width = column.current.clientWidth;
        const across = grip.current ? grip.current.x - screen.left : width / 2;
        const before = column.current.scrollLeft + across - leftOf(old, page, width);
        const after = (before / from.size.width) * to.size.width;
        column.current.scrollLeft =
          to.size.width <= width
            ? middleOf(layout, page, width)
            : leftOf(layout, page, width) + after - across;
      }
      scrollColumnTo(column.current, scrolling, Math.max(0, target - down));
      grip.current = undefined;
    }
    look("landed");
  }, [layout, column, scrolling, look]);

  useEffect(() => {
    const source = scrolling === "inside" ? column.current : window;
    const onScroll = () => look("passing");
    source?.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("resize", onScroll);
    return () => {
      source?.removeEventListener("scroll", onScroll);
      window.removeEventListener("resize", onScroll);
      window.clearTimeout(held.current.timer);
    };
  }, [column, scrolling, look]);

  const scrollToPage = useCallback(
    (index: number) => {
      const top = held.current.layout.places[index]?.top;
      if (!column.current || top === undefined) return;
      scrollColumnTo(column.current, scrolling, top - pageGap);
      landed.current = { index, top: bandOf(column.current, scrolling).top };
      look("landed");
    },
    [column, scrolling, look],
  );
  const hold = useCallback((at: Point) => {
    grip.current = at;
  }, []);
  return { near, scrollToPage, hold };
}
