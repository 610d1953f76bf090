"use client";
import { TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { memo, useMemo, useSyncExternalStore } from "react";
import { PageThumbnail } from "@/components/pdf/page-thumbnail";
import type { Pdf } from "@/components/pdf/use-pdf";
import type { Size } from "@/lib/placements/geometry";
import { viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import { styleOf, viewOf } from "./box-style";
import { useEditor, useEditorState } from "./editor-context";

const longestSide = 96;

function smallZoom(page: PageBox): number {
  const { width, height } = viewSize(page, 1);
  return Math.min(longestSide / height, (longestSide - 12) / width);
}

/** CSS pixels of a page in the list. */
export const smallSize = (page: PageBox): Size => viewSize(page, smallZoom(page));

type SmallPageProps = {
  page: PageBox;
  index: number;
  isCurrent: boolean;
  pdf: Pdf;
  /** Called when it is pressed. */
  onGo: (pageIndex: number) => void;
};

/** A page in small; under it its number, whose boxes it has, how many, and whether to fix any. */
export const SmallPage = memo(function SmallPage({
  page,
  index,
  isCurrent,
  pdf,
  onGo,
}: SmallPageProps) {
  const t = useTranslations("editor");
  const format = useFormatter();
  const { store, people, problemsOf } = useEditor();
  const read = () => store.boxesOn(index + 1);
  const boxes = useSyncExternalStore(store.subscribe, read, read);
  const problems = useEditorState(
    (state) => problemsOf(state.boxes).filter((problem) => problem.page === index + 1).length,
  );
  const size = useMemo(() => smallSize(page), [page]);
  const owners = people.filter(({ id }) => boxes.some(({ recipientId }) => recipientId === id));
  return (
    <button
      type="button"
      data-thumbnail={index + 1}
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={t("goToPage", { page: index + 1, count: boxes.length, problems })}
      className="group/small grid w-26 justify-items-center gap-1 rounded-md p-1.5 text-xs text-muted tabular-nums hover:bg-neutral-soft aria-[current=page]:bg-tile-soft aria-[current=page]:font-semibold aria-[current=page]:text-on-tile-soft"
      onClick={() => onGo(index)}
    >
      <span
        dir="ltr"
        className="relative block bg-[#fff] outline outline-edge group-aria-[current=page]/small:outline-2 group-aria-[current=page]/small:outline-tile"
        style={size}
      >
        {pdf.status === "ready" ? (
          <PageThumbnail document={pdf.document} page={index + 1} size={size} />
        ) : null}
        {boxes.map((box) => (
          <span
            key={box.id}
            className="absolute min-h-0.5"
            style={{
              ...styleOf(viewOf(box, page, smallZoom(page))),
              background: people.find(({ id }) => id === box.recipientId)?.tone,
            }}
          />
        ))}
      </span>
      <span className="flex h-4 items-center gap-1">
        {t("pageNumber", { page: index + 1 })}
        {/* Said by the button's name already; as text it would be read a second time. */}
        {owners.slice(0, 3).map(({ id, number, tone }) => (
          <span
            key={id}
            aria-hidden
            data-mark={number === null ? "" : format.number(number)}
            className="grid h-3.5 min-w-3.5 place-items-center rounded-sm px-0.5 text-[0.625rem] leading-none font-semibold text-[#fff] before:content-[attr(data-mark)]"
            style={{ background: tone }}
          />
        ))}
        {problems > 0 ? <TriangleAlert aria-hidden className="size-3.5 text-warning" /> : null}
        {boxes.length > owners.length || owners.length > 3 ? (
          <span
            aria-hidden
            data-mark={`×${format.number(boxes.length)}`}
            className="font-normal before:content-[attr(data-mark)]"
          />
        ) : null}
      </span>
    </button>
  );
});
