"use client";
import "react-pdf/dist/Page/TextLayer.css";
import { useTranslations } from "next-intl";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import Page from "react-pdf/dist/Page.js";
import { Button } from "@/components/ui/button";
import type { Size } from "@/lib/placements/geometry";
import { drawFirst, drawLater } from "./draw-turns";
import { isAllWhite } from "./is-all-white";
import { sharpness } from "./page-layout";
import { letPictureGo } from "./pdf-opened-ahead";
import { PictureOfFirstPage } from "./picture-of-first-page";

type PageImageProps = {
  document: PDFDocumentProxy;
  /** 1-based. */
  page: number;
  zoom: number;
  /** CSS pixels at this zoom. */
  size: Size;
  /** What was drawn of it before its turn. */
  picture: HTMLCanvasElement | undefined;
  hasText: boolean;
  /** What can still be done when the page cannot be shown. */
  failedHint: string | undefined;
  /** Said of a page that comes out all white; undefined where it should. */
  emptyHint: string | undefined;
  /** Opens the file anew: what pdf.js could not read of it once it does not read again. */
  onTryAgain: () => void;
};

/** Of a picture that is not as sharp as this zoom wants it. */
const otherZoom = 0;

const isAsDrawn = ({ width }: HTMLCanvasElement, size: Size): boolean =>
  Math.abs(width - size.width * sharpness(size, window.devicePixelRatio)) <= 1;

const isAbort = (error: Error) =>
  ["RenderingCancelledException", "AbortException"].includes(error.name);

/**
 * The picture of one page, filling the place around it. While a new zoom is being drawn the old
 * picture stays, stretched, so that nothing flashes white.
 */
export const PageImage = memo(function PageImage({
  document,
  page,
  zoom,
  size,
  picture: early,
  hasText,
  failedHint,
  emptyHint,
  onTryAgain,
}: PageImageProps) {
  const t = useTranslations("pdfPages");
  const [picture, setPicture] = useState(early);
  const [zoomOfPicture] = useState(() => (early && isAsDrawn(early, size) ? zoom : otherZoom));
  const [shownZoom, setShownZoom] = useState(picture && zoomOfPicture);
  const [reason, setReason] = useState<string>();
  const proxy = useRef<PDFPageProxy>(undefined);
  useEffect(
    () => () => {
      // After react-pdf has canceled its drawing: a page that is being drawn keeps its memory.
      setTimeout(() => proxy.current?.cleanup());
    },
    [],
  );
  useEffect(() => {
    if (!picture) return;
    // Development takes what it puts in out again once, and puts it back.
    return () => void setTimeout(() => picture.isConnected || letPictureGo(picture));
  }, [picture]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isWhite, setIsWhite] = useState(false);
  const mayBeEmpty = emptyHint !== undefined && shownZoom !== undefined;
  useEffect(() => {
    if (!mayBeEmpty) return;
    return drawLater(async () => {
      const drawn = picture ?? canvas.current;
      if (drawn) setIsWhite(isAllWhite(drawn));
    });
  }, [mayBeEmpty, picture]);
  const isDone = reason !== undefined || shownZoom === zoom;
  useLayoutEffect(() => (isDone ? undefined : drawFirst()), [isDone]);
  const fail = (error: Error) => {
    if (!isAbort(error)) setReason(error.message);
  };
  if (reason !== undefined) {
    return (
      <div role="status" className="absolute inset-0 grid place-content-center p-6">
        <div className="grid max-w-md gap-1 rounded-md bg-error-soft p-3 text-sm text-on-error-soft">
          <p dir="auto" className="font-semibold">
            {t("pageFailed", { page })}
          </p>
          <p dir="auto">{t("pageFailedWhy")}</p>
          {failedHint ? <p dir="auto">{failedHint}</p> : null}
          <p dir="auto" className="text-xs">
            {t("pageFailedDetail", { reason })}
          </p>
          {/* Above the ground that takes new boxes. */}
          <Button
            size="small"
            className="relative z-10 justify-self-start pointer-coarse:h-11"
            onClick={onTryAgain}
          >
            {t("tryAgain")}
          </Button>
        </div>
      </div>
    );
  }
  const layers = shownZoom === undefined || shownZoom === zoom ? [zoom] : [shownZoom, zoom];
  const pictures = layers.map((layer) => (
    <div
      key={layer}
      className="absolute inset-0 overflow-clip [&_canvas]:size-full!"
      style={{ visibility: layer === (shownZoom ?? zoom) ? "visible" : "hidden" }}
    >
      {picture && layer === zoomOfPicture ? (
        <PictureOfFirstPage canvas={picture} />
      ) : (
        <Page
          pdf={document}
          pageNumber={page}
          scale={layer}
          suspense={false}
          devicePixelRatio={sharpness(size, window.devicePixelRatio)}
          renderTextLayer={hasText}
          renderAnnotationLayer={false}
          canvasRef={layer === zoom ? canvas : null}
          className="h-full"
          loading={null}
          error={null}
          onLoadSuccess={(loaded) => {
            proxy.current = loaded;
          }}
          onLoadError={fail}
          onRenderError={fail}
          onRenderSuccess={() => {
            setShownZoom(layer);
            setPicture(undefined);
          }}
        />
      )}
    </div>
  ));
  return (
    <>
      {pictures}
      {isWhite && emptyHint ? (
        <p
          dir="auto"
          role="status"
          className="pointer-events-none absolute inset-x-0 top-0 bg-warning-soft px-3 py-2 text-xs text-on-warning-soft"
        >
          {emptyHint}
        </p>
      ) : null}
    </>
  );
});
