"use client";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef, useSyncExternalStore } from "react";
import type { SmallPages } from "@/components/pdf/small-pages";
import type { Size } from "@/lib/placements/geometry";
import { toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { rectOf } from "./box";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";

type SmallPageProps = {
  /** 0-based. */
  index: number;
  page: PageBox;
  /** Of its picture, CSS pixels. */
  size: Size;
  /** From the beginning of the list, CSS pixels. */
  top: number;
  pictures: SmallPages | undefined;
  onChoose: (() => void) | undefined;
};

/** One page of the list: picture, boxes in their people's colours, number. */
export const SmallPage = memo(function SmallPage({
  index,
  page,
  size,
  top,
  pictures,
  onChoose,
}: SmallPageProps) {
  const t = useTranslations("editor");
  const { store, people, currentPage, jumpTo } = useEditor();
  const isCurrent = useSharedValue(currentPage, (current) => current === index);
  const read = () => store.boxesOn(index + 1);
  const boxes = useSyncExternalStore(store.subscribe, read, read);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) return pictures?.draw({ page: index + 1, canvas: canvas.current, size });
  }, [pictures, index, size]);
  const zoom = size.width / viewSize(page, 1).width;
  return (
    <li className="absolute inset-x-0 grid justify-items-center" style={{ top }}>
      <button
        type="button"
        data-small-page={index + 1}
        tabIndex={isCurrent ? 0 : -1}
        aria-current={isCurrent ? "page" : undefined}
        aria-label={t("goToPage", { page: index + 1, count: boxes.length })}
        className="group/small grid min-w-24 justify-items-center gap-1 rounded-md p-1.5 text-xs text-muted tabular-nums hover:bg-neutral-soft aria-[current=page]:bg-tile-soft aria-[current=page]:font-semibold aria-[current=page]:text-on-tile-soft"
        onClick={() => {
          jumpTo(index);
          onChoose?.();
        }}
      >
        <span
          dir="ltr"
          className="relative block bg-[#fff] outline outline-edge group-aria-[current=page]/small:outline-2 group-aria-[current=page]/small:outline-tile"
          style={size}
        >
          <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />
          {boxes.map((box) => {
            const { x, y, width, height } = toViewRect(rectOf(box), page, zoom);
            const tone = people.find(({ id }) => id === box.recipientId)?.tone;
            return (
              <span
                key={box.id}
                className="absolute"
                style={{ left: x, top: y, width, height: Math.max(2, height), background: tone }}
              />
            );
          })}
        </span>
        {t("pageNumber", { page: index + 1 })}
      </button>
    </li>
  );
});
