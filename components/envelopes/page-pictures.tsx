"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { PageThumbnail } from "@/components/pdf/page-thumbnail";
import type { Pdf } from "@/components/pdf/use-pdf";
import { usePdf } from "@/components/pdf/use-pdf";
import { toViewRect, viewSize } from "@/lib/placements/geometry";
import { toneOf } from "@/lib/placements/person-tones";
import type { PageBox, PlacementInput } from "@/lib/placements/schema";

const height = 144;
const widest = 160;

export type PagePicturesProps = {
  /** Address of the PDF. */
  file: string;
  /** 1-based numbers, with what is known of each page. */
  pages: readonly { readonly number: number; readonly box: PageBox }[];
  boxes: readonly PlacementInput[];
  /** In their order. */
  people: readonly { readonly id: string; readonly name: string }[];
};

export function PagePictures({ file, pages, boxes, people }: PagePicturesProps) {
  const { pdf } = usePdf(file);
  return (
    <ol className="flex flex-wrap gap-3">
      {pages.map(({ number, box }) => (
        <Picture
          key={number}
          file={file}
          number={number}
          page={box}
          boxes={boxes.filter((one) => one.page === number)}
          people={people}
          pdf={pdf}
        />
      ))}
    </ol>
  );
}

type PictureProps = Omit<PagePicturesProps, "pages"> & {
  number: number;
  page: PageBox;
  pdf: Pdf;
};

/** One page; who signs where stands on it by the person's place in the list. */
function Picture({ file, number, page, boxes, people, pdf }: PictureProps) {
  const t = useTranslations("pictures");
  const format = useFormatter();
  const [size, zoom] = useMemo(() => {
    const whole = viewSize(page, 1);
    const scale = Math.min(height / whole.height, widest / whole.width);
    return [viewSize(page, scale), scale] as const;
  }, [page]);
  const names = [...new Set(boxes.map(({ recipientId }) => recipientId))].flatMap(
    (id) => people.find((person) => person.id === id)?.name ?? [],
  );
  return (
    <li className="grid justify-items-center gap-1 text-xs text-muted">
      <a
        href={`${file}#page=${number}`}
        target="_blank"
        rel="noreferrer"
        dir="ltr"
        aria-label={t("open", { page: number, count: boxes.length, names: format.list(names) })}
        className="relative block bg-[#fff] outline outline-edge hover:outline-2 hover:outline-tile"
        style={size}
      >
        {pdf.status === "ready" ? (
          <PageThumbnail document={pdf.document} page={number} size={size} />
        ) : null}
        {boxes.map(({ id, recipientId, x, y, width, height: tall }) => {
          const place = people.findIndex((person) => person.id === recipientId);
          const rect = toViewRect({ space: "pdf", x, y, width, height: tall }, page, zoom);
          return (
            <span
              key={id}
              aria-hidden
              data-picture-box
              // As text it would be read as a part of the link's name.
              data-mark={format.number(place + 1)}
              className="absolute grid min-h-3 min-w-3 place-items-center text-[0.5625rem] leading-none font-semibold text-[#fff] before:content-[attr(data-mark)]"
              style={{
                left: rect.x,
                top: rect.y,
                width: rect.width,
                height: rect.height,
                background: toneOf(place),
              }}
            />
          );
        })}
      </a>
      <span aria-hidden>{t("page", { page: number })}</span>
    </li>
  );
}
