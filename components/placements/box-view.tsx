"use client";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, PointerEvent } from "react";
import { memo, useRef } from "react";
import { toPdfRect, toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox, ViewRect } from "@/lib/placements/schema";
import { BoxHandles } from "./box-handles";
import { commandOfKey } from "./command-of-key";
import { useEditor, useEditorState } from "./editor-context";
import type { Box } from "./editor-state";
import { rectOf } from "./editor-state";
import { pageUnderPointer } from "./page-under-pointer";
import { PersonBadge } from "./person-badge";
import type { Point } from "./place-box";
import type { Handle } from "./resize-rect";
import { moveRect, resizeRect } from "./resize-rect";
import { trackPointer } from "./track-pointer";
import { useBoxWords } from "./use-box-words";

const shake = 3;

type BoxViewProps = { box: Box; page: PageBox; zoom: number };

/**
 * One box. While it is dragged only its own style changes, without React; the move becomes one
 * step when the pointer is let go.
 */
export const BoxView = memo(function BoxView({ box, page, zoom }: BoxViewProps) {
  const t = useTranslations("editor");
  const words = useBoxWords();
  const { store, pages, people, smallest, column, problemsOf, focusBox, focusPage, say } =
    useEditor();
  const isSelected = useEditorState(({ selection }) => selection.includes(box.id));
  const isWrong = useEditorState(({ boxes }) =>
    problemsOf(boxes).some(
      ({ placementId, recipientId, code }) =>
        placementId === box.id || (code === "too_many_boxes" && recipientId === box.recipientId),
    ),
  );
  const frame = useRef<HTMLDivElement>(null);
  const person = people.find(({ id }) => id === box.recipientId);
  const tone = person?.tone ?? "#4b555a";
  const view = toViewRect(rectOf(box), page, zoom);

  const follow = (
    event: PointerEvent<HTMLElement>,
    { show, rectOn }: { show: (by: By) => void; rectOn: (by: By, at: Point) => Landing },
  ) => {
    const element = frame.current;
    const ground = element?.closest<HTMLElement>("[data-page]");
    if (event.button !== 0 || !element || !ground) return;
    event.stopPropagation();
    store.dispatch({ kind: "select", ids: [box.id] });
    const grip = ground.getBoundingClientRect();
    const from = { x: event.clientX - grip.left, y: event.clientY - grip.top };
    let isMoving = false;
    const byOf = (at: Point): By => {
      const now = ground.getBoundingClientRect();
      return { dx: at.x - now.left - from.x, dy: at.y - now.top - from.y };
    };
    const rest = () => {
      delete element.dataset.moving;
      Object.assign(element.style, { transform: "", ...styleOf(view) });
    };
    trackPointer(event.currentTarget, event.pointerId, {
      scroller: column(),
      onMove: (at) => {
        const by = byOf(at);
        isMoving ||= Math.hypot(by.dx, by.dy) >= shake;
        if (!isMoving) return;
        element.dataset.moving = "";
        show(by);
      },
      onEnd: (at) => {
        rest();
        if (!isMoving) return;
        const landing = rectOn(byOf(at), at);
        const place = pages[landing.page - 1];
        if (!place) return;
        const rect = toPdfRect(landing.rect, place, zoom);
        if (store.dispatch({ kind: "place", id: box.id, page: landing.page, rect })) tell();
        focusBox(box.id);
      },
      onCancel: rest,
    });
  };
  const move = (event: PointerEvent<HTMLElement>) =>
    follow(event, {
      show: ({ dx, dy }) => {
        if (frame.current) frame.current.style.transform = `translate(${dx}px, ${dy}px)`;
      },
      rectOn: (by, at) => {
        const ground = frame.current?.closest<HTMLElement>("[data-page]")?.getBoundingClientRect();
        const scroller = column();
        const target = scroller && pageUnderPointer(scroller, at);
        const place = target && pages[target.page - 1];
        if (!ground || !target || !place)
          return { page: box.page, rect: moveRect(view, by, viewSize(page, zoom)) };
        const dx = by.dx + ground.left - target.left;
        const dy = by.dy + ground.top - target.top;
        return { page: target.page, rect: moveRect(view, { dx, dy }, viewSize(place, zoom)) };
      },
    });
  const resize = (handle: Handle, event: PointerEvent<HTMLElement>) => {
    const least = { width: smallest.width * zoom, height: smallest.height * zoom };
    const rectOn = (by: By): Landing => ({
      page: box.page,
      rect: resizeRect(view, handle, by, least, viewSize(page, zoom)),
    });
    follow(event, {
      show: (by) => {
        if (frame.current) Object.assign(frame.current.style, styleOf(rectOn(by).rect));
      },
      rectOn,
    });
  };
  const tell = () => {
    const now = store.getState().boxes.find(({ id }) => id === box.id);
    if (now) say(`${words.place(now)} ${words.size(now)}`);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const command = commandOfKey(event);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    store.dispatch(command);
    if (command.kind !== "delete") return tell();
    say(t("deleted"));
    focusPage(box.page);
  };

  return (
    <div
      ref={frame}
      className="group/box absolute z-1 data-moving:z-10 data-moving:opacity-80"
      style={{ ...styleOf(view) }}
    >
      <button
        type="button"
        data-box={box.id}
        data-wrong={isWrong ? "" : undefined}
        aria-description={isWrong ? t("wrong") : undefined}
        aria-pressed={isSelected}
        className="flex size-full cursor-move touch-none items-center gap-1.5 overflow-hidden border-2 px-1 text-start text-xs select-none"
        style={{ borderColor: tone, color: tone, background: groundOf(tone, isWrong) }}
        onPointerDown={move}
        onFocus={() => {
          if (!isSelected) store.dispatch({ kind: "select", ids: [box.id] });
        }}
        onKeyDown={press}
      >
        <span className="sr-only">{words.name(box)}</span>
        {person ? <PersonBadge person={person} /> : null}
        <span aria-hidden className="min-w-0 truncate font-medium">
          <bdi>{person?.name}</bdi>
        </span>
      </button>
      {isSelected ? <BoxHandles tone={tone} size={view} onPull={resize} /> : null}
    </div>
  );
});

type By = { readonly dx: number; readonly dy: number };
type Landing = { readonly page: number; readonly rect: ViewRect };

const styleOf = ({ x, y, width, height }: ViewRect) => ({
  left: `${x}px`,
  top: `${y}px`,
  width: `${width}px`,
  height: `${height}px`,
});

/** Nearly white, so that letters in the tone stay legible; stripes where a rule is broken. */
const groundOf = (tone: string, isWrong: boolean): string =>
  isWrong
    ? `repeating-linear-gradient(135deg, #ffffffe6 0 7px, ${tone}40 7px 10px)`
    : `color-mix(in srgb, ${tone} 10%, #ffffffd9)`;
