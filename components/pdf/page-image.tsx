"use client";
import "react-pdf/dist/Page/TextLayer.css";
import { useTranslations } from "next-intl";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { memo, useEffect, useRef, useState } from "react";
import Page from "react-pdf/dist/Page.js";
import type { Size } from "@/lib/placements/geometry";
import { sharpness } from "./page-layout";

type PageImageProps = {
  document: PDFDocumentProxy;
  /** 1-based. */
  page: number;
  zoom: number;
  /** CSS pixels at this zoom. */
  size: Size;
  hasText: boolean;
  /** It has been drawn, or could not be. */
  onPicture?: ((document: PDFDocumentProxy) => void) | undefined;
};

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
  hasText,
  onPicture,
}: PageImageProps) {
  const t = useTranslations("pdfPages");
  const [shownZoom, setShownZoom] = useState<number>();
  const [reason, setReason] = useState<string>();
  const proxy = useRef<PDFPageProxy>(undefined);
  useEffect(
    () => () => {
      // After react-pdf has canceled its drawing: a page that is being drawn keeps its memory.
      setTimeout(() => proxy.current?.cleanup());
    },
    [],
  );
  const fail = (error: Error) => {
    if (isAbort(error)) return;
    setReason(error.message);
    onPicture?.(document);
  };
  if (reason !== undefined) {
    return (
      <p role="status" className="absolute inset-0 grid place-content-center p-6 text-center">
        <span lang="" className="rounded-md bg-error-soft p-3 text-sm text-on-error-soft">
          {t("pageFailed", { page, reason })}
        </span>
      </p>
    );
  }
  const layers = shownZoom === undefined || shownZoom === zoom ? [zoom] : [shownZoom, zoom];
  return layers.map((layer) => (
    <div
      key={layer}
      className="absolute inset-0 overflow-clip [&_canvas]:size-full!"
      style={{ visibility: layer === (shownZoom ?? zoom) ? "visible" : "hidden" }}
    >
      <Page
        pdf={document}
        pageNumber={page}
        scale={layer}
        suspense={false}
        devicePixelRatio={sharpness(size, window.devicePixelRatio)}
        renderTextLayer={hasText}
        renderAnnotationLayer={false}
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
          onPicture?.(document);
        }}
      />
    </div>
  ));
});
