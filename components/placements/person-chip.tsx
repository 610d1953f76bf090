"use client";
import { useTranslations } from "next-intl";
import type { PointerEvent } from "react";
import { useRef } from "react";
import { cn } from "@/components/ui/class-names";
import { newId } from "@/lib/kernel/ids";
import type { EditorPerson } from "./editor-context";
import { useEditor, useEditorState } from "./editor-context";
import { pageUnderPointer } from "./page-under-pointer";
import { PersonBadge } from "./person-badge";
import type { Point } from "./place-box";
import { newBoxAround, toBox } from "./place-box";
import { trackPointer } from "./track-pointer";
import { useAddBoxes } from "./use-add-boxes";

const shake = 5;
/** How far above a finger the box hangs, which would cover it. CSS pixels. */
const overFinger = 44;

/**
 * A signer: press to choose them, or drag them onto a page.
 * @param scrolls the way in which a finger scrolls the chips; across it, it takes one along
 */
export function PersonChip({ person, scrolls }: { person: EditorPerson; scrolls: "x" | "y" }) {
  const t = useTranslations("editor");
  const add = useAddBoxes();
  const { store, pages, newBox, column, zoom, ghost } = useEditor();
  const isActive = useEditorState(({ activePersonId }) => activePersonId === person.id);
  const count = useEditorState(
    ({ boxes }) => boxes.filter(({ recipientId }) => recipientId === person.id).length,
  );
  const wasDragged = useRef(false);

  const show = (at: Point | undefined) => {
    const element = ghost();
    if (!element) return;
    element.hidden = at === undefined;
    if (!at) return;
    const [width, height] = [newBox.width * zoom(), newBox.height * zoom()];
    Object.assign(element.style, {
      width: `${width}px`,
      height: `${height}px`,
      borderColor: person.tone,
      background: `${person.tone}1f`,
      transform: `translate(${at.x - width / 2}px, ${at.y - height / 2}px)`,
    });
  };
  const drop = (at: Point) => {
    const ground = column();
    const target = ground && pageUnderPointer(ground, at);
    const page = target && pages[target.page - 1];
    if (!target || !page) {
      store.refused.set({ kind: "beside_pages" });
      return;
    }
    const point = { x: at.x - target.left, y: at.y - target.top };
    const rect = newBoxAround(point, page, zoom(), newBox);
    const who = { id: newId(), recipientId: person.id };
    add([toBox(rect, target.page, page, zoom(), who)]);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    wasDragged.current = false;
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    const lift = event.pointerType === "touch" ? overFinger : 0;
    const above = ({ x, y }: Point): Point => ({ x, y: y - lift });
    trackPointer(event.currentTarget, event.pointerId, {
      scroller: column(),
      onMove: (at) => {
        wasDragged.current ||= Math.hypot(at.x - from.x, at.y - from.y) >= shake;
        if (wasDragged.current) show(above(at));
      },
      onEnd: (at) => {
        show(undefined);
        if (wasDragged.current) drop(above(at));
      },
      onCancel: () => {
        wasDragged.current = true;
        show(undefined);
      },
    });
  };
  const press = () => {
    if (wasDragged.current) return;
    store.dispatch({ kind: "activate", personId: isActive ? null : person.id });
  };

  return (
    <button
      type="button"
      data-person={person.id}
      aria-pressed={isActive}
      className={cn(
        "flex min-h-11 w-full min-w-40 shrink-0 cursor-grab items-center gap-2.5 rounded-md border border-edge bg-surface px-2.5 py-1.5 text-start text-sm select-none hover:bg-neutral-soft aria-pressed:border-tile aria-pressed:bg-tile-soft aria-pressed:text-on-tile-soft",
        scrolls === "x" ? "touch-pan-x" : "touch-pan-y",
      )}
      onPointerDown={drag}
      onClick={press}
      onKeyDown={() => {
        wasDragged.current = false;
      }}
    >
      <span className="sr-only">
        {t("choose", { number: person.number ?? 0, name: person.name, count })}
      </span>
      <PersonBadge person={person} />
      <span aria-hidden className="grid min-w-0 grow">
        <span dir="auto" className="max-w-full justify-self-start truncate font-medium">
          {person.name}
        </span>
        <span className="text-xs opacity-80">{t("boxCount", { count })}</span>
      </span>
    </button>
  );
}
