"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { viewSize } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark } from "@/lib/provider-kit/contract";
import { PageMarks } from "./page-marks";
import { PageThumbnail } from "./page-thumbnail";
import { usePdf } from "./use-pdf";

type MarkedPageProps = {
  document: { readonly id: string; readonly pages: readonly PageBox[] };
  /** Whose marks they are. */
  provider: string;
  marks: readonly PageMark[];
};

/** Longest side in CSS pixels; a phone of 360 has room for it. */
const longestSide = 400;
const widest = 288;

/** One page of the document as the provider will have written on it. */
export function MarkedPage({ document, provider, marks }: MarkedPageProps) {
  const t = useTranslations("pageMarks");
  const format = useFormatter();
  const pages = [...new Set(marks.map(({ page }) => page))].sort((a, b) => a - b);
  const shown = pages[0];
  const page = shown === undefined ? undefined : document.pages[shown - 1];
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm font-medium">{t("title", { provider })}</figcaption>
      {shown !== undefined && page ? (
        <>
          <PageWithMarks
            url={`/api/documents/${document.id}/file`}
            page={page}
            number={shown}
            marks={marks}
          />
          <p className="text-xs text-muted">
            {t("where", {
              count: pages.length,
              pages: format.list(
                pages.map((each) => format.number(each)),
                "and",
              ),
              page: shown,
            })}{" "}
            {marks.some(({ lines }) => lines.some((line) => line.includes("…")))
              ? t("unknown")
              : null}
          </p>
        </>
      ) : (
        <p className="text-sm text-muted">{t("none")}</p>
      )}
    </figure>
  );
}

type PageWithMarksProps = {
  url: string;
  page: PageBox;
  /** 1-based. */
  number: number;
  marks: readonly PageMark[];
};

function PageWithMarks({ url, page, number, marks }: PageWithMarksProps) {
  const { pdf } = usePdf(url);
  const [isLarge, setLarge] = useState(false);
  const full = viewSize(page, 1);
  const zoom = Math.min(widest / full.width, longestSide / full.height) * (isLarge ? 2 : 1);
  const size = viewSize(page, zoom);
  const t = useTranslations("pageMarks");
  return (
    <div className="grid justify-items-start gap-2">
      <div className="max-w-full overflow-auto">
        <div
          dir="ltr"
          data-page={number}
          className="relative bg-[#fff] outline outline-edge -outline-offset-1"
          style={size}
        >
          {pdf.status === "ready" ? (
            <PageThumbnail document={pdf.document} page={number} size={size} />
          ) : null}
          <PageMarks marks={marks} pageNumber={number} page={page} zoom={zoom} />
        </div>
      </div>
      <Button size="small" onClick={() => setLarge(!isLarge)}>
        {t(isLarge ? "smaller" : "larger")}
      </Button>
    </div>
  );
}
