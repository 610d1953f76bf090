"use client";
import { useTranslations } from "next-intl";
import type { MouseEvent, PointerEvent } from "react";
import { useRef } from "react";
import { newId } from "@/lib/kernel/ids";
import { viewSize } from "@/lib/placements/geometry";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import { viewOf } from "./box-style";
import { personToPlace, useEditor, useEditorState } from "./editor-context";
import type { Point } from "./place-box";
import { doOverlap, freePlace, newBoxAround, toBox } from "./place-box";
import { drawnRect } from "./resize-rect";
import { useSharedValue } from "./shared-value";
import { trackPointer } from "./track-pointer";
import { useAddBoxes } from "./use-add-boxes";

/** Below this a press is a click and not a drawing. CSS pixels. */
const shake = 4;

/** The ground of a page: click or draw with the chosen person, or press Enter or Space. */
export function PageSurface({
  pageIndex,
  page,
  zoom,
}: {
  pageIndex: number;
  page: PageBox;
  zoom: number;
}) {
  const t = useTranslations("editor");
  const addBoxes = useAddBoxes();
  const { store, pages, people, smallest, newBox, column, currentPage, isGathering, say } =
    useEditor();
  const isCurrent = useSharedValue(currentPage, (index) => index === pageIndex);
  const activeId = useEditorState(({ activePersonId }) => activePersonId);
  const next = useEditorState((state) => personToPlace(people, state));
  const ghost = useRef<HTMLSpanElement>(null);
  const isHandled = useRef(false);
  const active = people.find(({ id }) => id === activeId);

  const pointOf = ({ x, y }: Point, surface: HTMLElement): Point => {
    const { left, top } = surface.getBoundingClientRect();
    return { x: x - left, y: y - top };
  };
  const show = (rect: ViewRect | undefined) => {
    if (!ghost.current) return;
    ghost.current.hidden = rect === undefined;
    if (!rect) return;
    const { x, y, width, height } = rect;
    Object.assign(ghost.current.style, {
      transform: `translate(${x}px, ${y}px)`,
      width: `${width}px`,
      height: `${height}px`,
    });
  };
  const add = (rect: ViewRect, recipientId: string) => {
    show(undefined);
    addBoxes([toBox(rect, pageIndex + 1, page, zoom, { id: newId(), recipientId })]);
  };

  const draw = (event: PointerEvent<HTMLElement>) => {
    isHandled.current = false;
    if (event.pointerType === "touch" || event.button !== 0) return;
    isHandled.current = true;
    isGathering.set(false);
    const surface = event.currentTarget;
    const from = pointOf({ x: event.clientX, y: event.clientY }, surface);
    if (!active) return gather(event, from);
    const rectTo = (at: Point): ViewRect => {
      const to = pointOf(at, surface);
      const isClick = Math.hypot(to.x - from.x, to.y - from.y) < shake;
      const least = { width: smallest.width * zoom, height: smallest.height * zoom };
      return isClick
        ? newBoxAround(to, page, zoom, newBox)
        : drawnRect(from, to, least, viewSize(page, zoom));
    };
    trackPointer(surface, event.pointerId, {
      scroller: column(),
      onMove: (at) => show(rectTo(at)),
      onEnd: (at) => add(rectTo(at), active.id),
      onCancel: () => show(undefined),
    });
  };
  /** A frame drawn with nobody chosen chooses the boxes that it touches; Shift adds them. */
  const gather = (event: PointerEvent<HTMLElement>, from: Point) => {
    const surface = event.currentTarget;
    const before = event.shiftKey ? store.getState().selection : [];
    const rectTo = (at: Point): ViewRect =>
      drawnRect(from, pointOf(at, surface), { width: 0, height: 0 }, viewSize(page, zoom));
    trackPointer(surface, event.pointerId, {
      scroller: column(),
      onMove: (at) => show(rectTo(at)),
      onEnd: (at) => {
        show(undefined);
        const rect = rectTo(at);
        const touched = store
          .boxesOn(pageIndex + 1)
          .filter((box) => doOverlap(viewOf(box, page, zoom), rect))
          .map(({ id }) => id);
        const ids = [...new Set([...before, ...touched])];
        store.dispatch({ kind: "select", ids });
        if (touched.length > 0) say(t("selected", { count: ids.length }));
      },
      onCancel: () => show(undefined),
    });
  };
  const hover = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === "touch" || event.buttons !== 0) return;
    const at = pointOf({ x: event.clientX, y: event.clientY }, event.currentTarget);
    show(active ? newBoxAround(at, page, zoom, newBox) : undefined);
  };
  const press = (event: MouseEvent<HTMLElement>) => {
    const isFromKeyboard = event.detail === 0;
    if (isHandled.current && !isFromKeyboard) {
      isHandled.current = false;
      return;
    }
    const surface = event.currentTarget;
    if (isFromKeyboard && next) {
      const rect = newBoxAround(visibleCentre(surface, column()), page, zoom, newBox);
      add(freePlace(rect, store.boxesOn(pageIndex + 1), page, zoom), next.id);
    } else if (active) {
      const at = pointOf({ x: event.clientX, y: event.clientY }, surface);
      add(newBoxAround(at, page, zoom, newBox), active.id);
    } else {
      isGathering.set(false);
      store.dispatch({ kind: "select", ids: [] });
    }
  };

  const facts = { page: pageIndex + 1, total: pages.length };
  return (
    <>
      <button
        type="button"
        data-surface={pageIndex + 1}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={next ? t("placeHere", facts) : t("pageOnly", facts)}
        aria-description={next ? t("placeFor", { name: next.name }) : undefined}
        className="absolute inset-0 block size-full cursor-default rounded-none -outline-offset-2 data-armed:cursor-crosshair"
        data-armed={active ? "" : undefined}
        onPointerDown={draw}
        onPointerMove={hover}
        onPointerLeave={() => show(undefined)}
        onClick={press}
      />
      <span
        ref={ghost}
        hidden
        aria-hidden
        className="pointer-events-none absolute z-20 border-2 border-dashed"
        style={{
          left: 0,
          top: 0,
          borderColor: active?.tone ?? "#0f766e",
          background: active ? `${active.tone}1f` : "#0f766e1a",
        }}
      />
    </>
  );
}

/** The middle of what is on screen of this page, in CSS pixels from its upper left corner. */
function visibleCentre(surface: HTMLElement, column: HTMLElement | null): Point {
  const page = surface.getBoundingClientRect();
  const view = column?.getBoundingClientRect() ?? page;
  const [left, right] = [Math.max(page.left, view.left), Math.min(page.right, view.right)];
  const [top, bottom] = [Math.max(page.top, view.top), Math.min(page.bottom, view.bottom)];
  return { x: (left + right) / 2 - page.left, y: (top + bottom) / 2 - page.top };
}
