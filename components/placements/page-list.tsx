"use client";
import { useTranslations } from "next-intl";
import { memo, useEffect, useRef, useSyncExternalStore } from "react";
import { toViewRect, viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { rectOf } from "./box";
import { useEditor } from "./editor-context";
import { useSharedValue } from "./shared-value";

const longestSide = 72;

/** Every page in small with its boxes, drawn from what is known without opening the PDF. */
export function PageList() {
  const t = useTranslations("editor");
  const { pages } = useEditor();
  const places = pages.map((page, index) => ({ page, index }));
  return (
    <nav aria-label={t("pages")} className="overflow-y-auto border-e border-hairline py-3">
      <ol className="grid justify-items-center gap-2">
        {places.map(({ page, index }) => (
          <SmallPage key={index} page={page} index={index} />
        ))}
      </ol>
    </nav>
  );
}

const SmallPage = memo(function SmallPage({ page, index }: { page: PageBox; index: number }) {
  const t = useTranslations("editor");
  const { store, people, currentPage, jumpTo } = useEditor();
  const isCurrent = useSharedValue(currentPage, (current) => current === index);
  const read = () => store.boxesOn(index + 1);
  const boxes = useSyncExternalStore(store.subscribe, read, read);
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const points = viewSize(page, 1);
  const zoom = longestSide / Math.max(points.width, points.height);
  return (
    <li ref={element}>
      <button
        type="button"
        aria-current={isCurrent ? "page" : undefined}
        aria-label={t("goToPage", { page: index + 1, count: boxes.length })}
        className="group/small grid w-24 justify-items-center gap-1 rounded-md p-1.5 text-xs text-muted tabular-nums hover:bg-neutral-soft aria-[current=page]:bg-tile-soft aria-[current=page]:font-semibold aria-[current=page]:text-on-tile-soft"
        onClick={() => jumpTo(index)}
      >
        <span
          dir="ltr"
          className="relative block bg-[#fff] outline outline-edge group-aria-[current=page]/small:outline-2 group-aria-[current=page]/small:outline-tile"
          style={viewSize(page, zoom)}
        >
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
