"use client";
import { useLocale, useTranslations } from "next-intl";
import { useLayoutEffect, useRef } from "react";
import { directionOf } from "@/lib/i18n/locales";
import { viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { AssignSelect } from "./assign-select";
import type { Box } from "./box";
import { boundsOf, viewOf } from "./box-style";
import { useEditor, useEditorState } from "./editor-context";
import { SelectionButtons } from "./selection-buttons";
import { useSharedValue } from "./shared-value";

type SelectionToolbarProps = {
  /** The boxes of this page. */
  boxes: readonly Box[];
  page: PageBox;
  zoom: number;
};

/** Below the handles, which reach over the box. CSS pixels. */
const distance = 14;

/** Floats under the chosen boxes of the page on which the last one was chosen; gone while dragging. */
export function SelectionToolbar({ boxes, page, zoom }: SelectionToolbarProps) {
  const { isDragging } = useEditor();
  const isHidden = useSharedValue(isDragging, (now) => now);
  const isHere = useEditorState(({ selection }) => boxes.some(({ id }) => id === selection.at(-1)));
  return isHere && !isHidden ? <FloatingBar boxes={boxes} page={page} zoom={zoom} /> : null;
}

function FloatingBar({ boxes, page, zoom }: SelectionToolbarProps) {
  const t = useTranslations("editor");
  const direction = directionOf(useLocale());
  const bar = useRef<HTMLDivElement>(null);
  const selection = useEditorState((state) => state.selection);
  const chosen = boxes.filter(({ id }) => selection.includes(id));
  const bounds = boundsOf(chosen.map((box) => viewOf(box, page, zoom)));
  const size = viewSize(page, zoom);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const middle = bounds.x + bounds.width / 2 - width / 2;
    const below = bounds.y + bounds.height + distance;
    const isBelow = below + height <= size.height || bounds.y < height + distance;
    element.style.left = `${Math.max(0, Math.min(middle, size.width - width))}px`;
    element.style.top = `${isBelow ? below : bounds.y - height - distance}px`;
  });
  return (
    <div
      ref={bar}
      role="toolbar"
      dir={direction}
      aria-label={t("chosenTools")}
      className="absolute z-20 flex w-max items-center gap-0.5 rounded-md border border-edge bg-surface p-0.5 below:hidden"
    >
      <AssignSelect look="bare" className="w-48" />
      <SelectionButtons />
    </div>
  );
}
