import type { RefObject } from "react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import { reasonOf } from "@/components/pdf/use-pdf";
import { newId } from "@/lib/kernel/ids";
import type { Signer } from "@/lib/placements/match-people";
import type { PageBox } from "@/lib/placements/schema";
import type { LineProposal, LineSearch } from "./find-lines-state";

/** Lets the browser draw and answer first; Safari has no idle time to tell of. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === "function")
      requestIdleCallback(() => resolve(), { timeout: 300 });
    else setTimeout(resolve, 16);
  });

/**
 * Reads page after page of the open PDF, in idle time and only when asked to.
 * @param onFound told once at the end, also when the search was stopped before the last page
 */
export function useLineSearch(
  viewer: RefObject<PdfPagesHandle | null>,
  pages: readonly PageBox[],
  signers: readonly Signer[],
  onFound: (proposals: readonly LineProposal[]) => void,
) {
  const [search, setSearch] = useState<LineSearch>({ status: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort("gone"), []);
  const told = useRef(onFound);
  told.current = onFound;

  const start = useCallback(async () => {
    running.current?.abort("gone");
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    setSearch({ status: "reading", done: null });
    const proposals: LineProposal[] = [];
    try {
      const { findOnPage } = await import("@/components/pdf/find-on-page");
      for (const [index, page] of pages.entries()) {
        await untilIdle();
        while (!signal.aborted && viewer.current?.pdf.status !== "ready") await untilIdle();
        const pdf = viewer.current?.pdf;
        if (signal.aborted || pdf?.status !== "ready") break;
        const { document, engine } = pdf;
        const found = await findOnPage(document, index + 1, page, engine.OPS, signers);
        proposals.push(...found.map((one) => ({ ...one, id: newId(), page: index + 1 })));
        if (!signal.aborted) setSearch({ status: "reading", done: index + 1 });
      }
    } catch (error) {
      if (!signal.aborted) setSearch({ status: "failed", reason: reasonOf(error) });
      return;
    }
    if (signal.reason === "gone") return;
    setSearch({ status: "found", proposals });
    told.current(proposals);
  }, [viewer, pages, signers]);

  const stop = useCallback(() => running.current?.abort("stopped"), []);
  return { search, setSearch, start, stop };
}
