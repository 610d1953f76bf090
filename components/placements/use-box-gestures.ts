import { useTranslations } from "next-intl";
import type { PointerEvent, RefObject } from "react";
import { toPdfRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import type { PulledSides } from "@/lib/placements/snap";
import { snapSides } from "@/lib/placements/snap";
import type { Box } from "./box";
import { styleOf, viewOf } from "./box-style";
import { useEditor } from "./editor-context";
import type { Gesture, Pull } from "./gesture";
import { moveGroup } from "./move-group";
import type { Handle } from "./resize-rect";
import { resizeRect } from "./resize-rect";
import type { PointerPlace } from "./track-pointer";
import { trackPointer } from "./track-pointer";
import { useBoxWords } from "./use-box-words";

/** Below this a press is a click and not a drag. CSS pixels. */
const shake = 3;

/**
 * Moving and resizing with the pointer. Meanwhile only styles change, without React; what was done
 * becomes one step when the pointer is let go.
 */
export function useBoxGestures(
  box: Box,
  page: PageBox,
  zoom: number,
  frame: RefObject<HTMLElement | null>,
) {
  const editor = useEditor();
  const { store, smallest, column, guides, isDragging, isSnapping, isGathering } = editor;
  const { focusBox, say } = editor;
  const t = useTranslations("editor");
  const words = useBoxWords();
  const tell = () => {
    const now = store.getState().boxes.find(({ id }) => id === box.id);
    if (now) say(`${words.place(now)} ${words.size(now)}`);
  };

  const follow = (event: PointerEvent<HTMLElement>, { show, rest, drop, click }: Gesture) => {
    const ground = frame.current?.closest<HTMLElement>("[data-page]");
    if (event.button !== 0 || !ground) return;
    const grip = ground.getBoundingClientRect();
    const from = { x: event.clientX - grip.left, y: event.clientY - grip.top };
    let isMoving = false;
    const byOf = (at: PointerPlace): Pull => {
      const now = ground.getBoundingClientRect();
      const isFree = at.altKey || !isSnapping.get();
      return { dx: at.x - now.left - from.x, dy: at.y - now.top - from.y, at, isFree };
    };
    const stop = () => {
      rest();
      guides.set(null);
      isDragging.set(false);
    };
    trackPointer(event.currentTarget, event.pointerId, {
      scroller: column(),
      onMove: (at) => {
        const by = byOf(at);
        isMoving ||= Math.hypot(by.dx, by.dy) >= shake;
        if (!isMoving) return;
        isDragging.set(true);
        show(by);
      },
      onEnd: (at) => {
        stop();
        if (!isMoving) return click();
        if (drop(byOf(at))) tell();
        focusBox(box.id);
      },
      onCancel: stop,
    });
  };

  /** Chooses only this box, or one more where boxes are gathered. */
  const choose = () => {
    if (isGathering.get()) store.dispatch({ kind: "toggle", id: box.id });
    else store.dispatch({ kind: "select", ids: [box.id] });
    say(t("selected", { count: store.getState().selection.length }));
  };

  /** @returns whether this press is followed; else a click means the box, or a finger scrolls */
  const press = (event: PointerEvent<HTMLElement>): boolean => {
    event.stopPropagation();
    const { selection } = store.getState();
    if (event.pointerType === "touch") {
      // A finger that scrolls past must not carry a box along: it moves what is chosen.
      if (!selection.includes(box.id)) return false;
      const group = moveGroup(box, store.selectedBoxes(), editor, zoom);
      follow(event, { ...group, click: choose });
      return true;
    }
    const isAdding = event.shiftKey;
    isGathering.set(false);
    if (isAdding) store.dispatch({ kind: "toggle", id: box.id });
    else if (!selection.includes(box.id)) store.dispatch({ kind: "select", ids: [box.id] });
    if (!store.getState().selection.includes(box.id)) return true;
    follow(event, {
      ...moveGroup(box, store.selectedBoxes(), editor, zoom),
      click: () => {
        if (!isAdding) store.dispatch({ kind: "select", ids: [box.id] });
      },
    });
    return true;
  };

  const resize = (handle: Handle, event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    const view = viewOf(box, page, zoom);
    const size = viewSize(page, zoom);
    const least = { width: smallest.width * zoom, height: smallest.height * zoom };
    const others = store
      .boxesOn(box.page)
      .filter(({ id }) => id !== box.id)
      .map((other) => viewOf(other, page, zoom));
    const rectBy = ({ dx, dy, isFree }: Pull): ViewRect => {
      const pulled = resizeRect(view, handle, { dx, dy }, least, size);
      if (isFree) {
        guides.set(null);
        return pulled;
      }
      const around = { page: size, zoom, others };
      const snapped = snapSides(pulled, sidesOf(handle), least, around);
      guides.set({ page: box.page, guides: snapped.guides });
      return snapped.rect;
    };
    const element = frame.current;
    follow(event, {
      show: (by) => {
        if (element) Object.assign(element.style, styleOf(rectBy(by)));
      },
      rest: () => {
        if (element) Object.assign(element.style, styleOf(view));
      },
      drop: (by) => {
        const rect = toPdfRect(rectBy(by), page, zoom);
        guides.set(null);
        return store.dispatch({ kind: "place", moves: [{ id: box.id, page: box.page, rect }] });
      },
      click: () => {},
    });
  };
  return { press, choose, resize };
}

const sidesOf = (handle: Handle): PulledSides => ({
  x: handle.includes("w") ? "start" : handle.includes("e") ? "end" : undefined,
  y: handle.includes("n") ? "start" : handle.includes("s") ? "end" : undefined,
});
