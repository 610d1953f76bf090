"use client";
import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { PageMarks } from "@/components/pdf/page-marks";
import { PdfPages } from "@/components/pdf/pdf-pages";
import { useFitZoom } from "@/components/pdf/use-fit-zoom";
import { usePdf } from "@/components/pdf/use-pdf";
import { Button } from "@/components/ui/button";
import { toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark } from "@/lib/provider-kit/contract";
import { BoxTag, boxLook } from "./box-tag";
import type { MyBox } from "./situation";

type PreviewPagesProps = {
  file: string;
  pages: readonly PageBox[];
  name: string;
  /** The person's colour in the editor: the seal's red of the signing page is nearly another's. */
  tone: string;
  /** This person's, in the order in which they come to them. */
  boxes: readonly MyBox[];
  /** Everybody else's: of these they see nothing. */
  others: readonly MyBox[];
  /** What the provider will write on the pages by itself. */
  marks: readonly PageMark[];
};

/** The pages with a person's boxes, and the way from one box to the next. */
export function PreviewPages({ file, pages, name, tone, boxes, others, marks }: PreviewPagesProps) {
  const t = useTranslations("preview");
  const frame = useRef<HTMLDivElement>(null);
  const opened = usePdf(file);
  const zoom = useFitZoom(frame, pages, 0);
  const [at, setAt] = useState(0);
  const current = boxes[at];
  const total = boxes.length;
  const show = useCallback((id: string) => {
    frame.current
      ?.querySelector(`[data-preview-box="${CSS.escape(id)}"]`)
      ?.scrollIntoView({ block: "center" });
  }, []);
  const goTo = (next: number) => {
    const box = boxes[next];
    if (!box) return;
    setAt(next);
    show(box.id);
  };
  const isMeasured = zoom !== undefined;
  const firstId = boxes[0]?.id;
  useEffect(() => {
    if (isMeasured && firstId !== undefined) show(firstId);
  }, [isMeasured, firstId, show]);
  const renderOverlay = useCallback(
    (index: number, scale: number) => {
      const page = pages[index];
      if (!page) return null;
      return (
        <>
          <PageMarks marks={marks} pageNumber={index + 1} page={page} zoom={scale} />
          {others.map((box) =>
            box.page === index + 1 ? (
              <OthersBox key={box.id} box={box} page={page} zoom={scale} />
            ) : null,
          )}
          {boxes.map((box, order) => {
            if (box.page !== index + 1) return null;
            const place = toViewRect(box.rect, page, scale);
            const facts = { number: order + 1, total, page: box.page, name };
            return (
              <div key={box.id}>
                <button
                  type="button"
                  data-preview-box={box.id}
                  aria-label={t("box", facts)}
                  aria-current={order === at ? "step" : undefined}
                  className={`${boxLook} aria-[current]:outline-4`}
                  style={{
                    left: place.x,
                    top: place.y,
                    width: place.width,
                    height: place.height,
                    outlineColor: tone,
                    background: `${tone}${order === at ? "33" : "1a"}`,
                  }}
                  onClick={() => setAt(order)}
                />
                <BoxTag place={place} number={order + 1} total={total} name={name} tone={tone} />
              </div>
            );
          })}
        </>
      );
    },
    [pages, boxes, others, marks, at, total, name, tone, t],
  );
  return (
    <>
      <div
        ref={frame}
        className="relative -mx-4 min-h-0 overflow-hidden border-y border-hairline bg-sunken"
      >
        {zoom === undefined ? null : (
          <PdfPages
            file={opened}
            pages={pages}
            zoom={zoom}
            scrolling="inside"
            className="absolute inset-0"
            // Without a box to go to, the keyboard scrolls the pages themselves.
            {...(total + marks.length > 0 ? { renderOverlay } : {})}
          />
        )}
      </div>
      {total > 0 ? (
        <div className="flex items-center justify-between gap-3">
          {/* Not `disabled`: the keyboard would be nowhere after the last step. */}
          <Button aria-disabled={at <= 0} className="h-11" onClick={() => goTo(at - 1)}>
            <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
            {t("back")}
          </Button>
          <p role="status" className="text-center text-sm text-muted tabular-nums">
            {current ? t("at", { number: at + 1, total, page: current.page }) : null}
          </p>
          <Button
            variant="primary"
            className="h-11"
            aria-disabled={at >= total - 1}
            onClick={() => goTo(at + 1)}
          >
            {t("next")}
            <ArrowRight aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </div>
      ) : null}
    </>
  );
}

function OthersBox({ box, page, zoom }: { box: MyBox; page: PageBox; zoom: number }) {
  const { x, y, width, height } = toViewRect(box.rect, page, zoom);
  return (
    <span
      aria-hidden
      data-preview-other={box.id}
      className="pointer-events-none absolute rounded-sm border border-dashed border-[#566167] bg-[#566167]/10 opacity-50"
      style={{ left: x, top: y, width, height }}
    />
  );
}
