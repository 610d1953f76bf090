"use client";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { useEffect, useRef } from "react";
import { PdfPages } from "@/components/pdf/pdf-pages";
import { useFitZoom } from "@/components/pdf/use-fit-zoom";
import { usePdf } from "@/components/pdf/use-pdf";
import type { PageBox } from "@/lib/placements/schema";

type DocumentReaderProps = {
  file: string;
  pages: readonly PageBox[];
  renderOverlay: (pageIndex: number, zoom: number) => ReactNode;
  /** Once, when the file is open in a tab that somebody looks at. */
  onShown: () => void;
};

/** The document as wide as the screen; reading on is scrolling, and fingers may zoom. */
export function DocumentReader({ file, pages, renderOverlay, onShown }: DocumentReaderProps) {
  const t = useTranslations("sign");
  const frame = useRef<HTMLElement>(null);
  const opened = usePdf(file);
  const zoom = useFitZoom(frame, pages, 0);
  useShown(frame, onShown);
  return (
    <section
      ref={frame}
      aria-label={t("document", { count: pages.length })}
      className="min-h-dvh max-sm:-mx-4"
    >
      {zoom === undefined ? null : (
        <PdfPages
          file={opened}
          pages={pages}
          zoom={zoom}
          scrolling="with_window"
          hasText
          renderOverlay={renderOverlay}
        />
      )}
    </section>
  );
}

function useShown(frame: RefObject<HTMLElement | null>, onShown: () => void): void {
  const report = useRef(onShown);
  report.current = onShown;
  useEffect(() => {
    const watched = frame.current;
    if (!watched) return;
    const stop = () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", look);
    };
    const look = () => {
      // A browser may open a link in the background, or before anybody pressed it.
      if (document.visibilityState !== "visible") return;
      if (!watched.querySelector('[data-pdf="ready"]')) return;
      stop();
      report.current();
    };
    const observer = new MutationObserver(look);
    observer.observe(watched, { subtree: true, childList: true, attributeFilter: ["data-pdf"] });
    document.addEventListener("visibilitychange", look);
    look();
    return stop;
  }, [frame]);
}
