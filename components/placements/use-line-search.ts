import type { RefObject } from "react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import { reasonOf } from "@/components/pdf/use-pdf";
import { newId } from "@/lib/kernel/ids";
import type { Signer } from "@/lib/placements/match-people";
import type { PageBox } from "@/lib/placements/schema";
import type { LineFindings, LineProposal, LineSearch } from "./find-lines-state";

/** Lets the browser draw and answer first; Safari has no idle time to tell of. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === "function")
      requestIdleCallback(() => resolve(), { timeout: 300 });
    else setTimeout(resolve, 16);
  });

const isOpened = (viewer: PdfPagesHandle | null): boolean =>
  viewer !== null && viewer.pdf.status !== "loading";

/**
 * Reads page after page of the open PDF, in idle time and only when asked to.
 * @param onFound told once at the end, also when the search was stopped before the last page
 */
export function useLineSearch(
  viewer: RefObject<PdfPagesHandle | null>,
  pages: readonly PageBox[],
  signers: readonly Signer[],
  onFound: (findings: LineFindings) => void,
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
    let [read, textless] = [0, 0];
    try {
      const { findOnPage } = await import("@/components/pdf/find-on-page");
      for (const [index, page] of pages.entries()) {
        await untilIdle();
        while (!signal.aborted && !isOpened(viewer.current)) await untilIdle();
        const pdf = viewer.current?.pdf;
        if (pdf?.status === "failed") throw new Error(pdf.reason);
        if (signal.aborted || pdf?.status !== "ready") break;
        const number = index + 1;
        const found = await findOnPage(pdf.document, number, page, pdf.engine.OPS, signers);
        read = number;
        if (!found.hasText) textless += 1;
        proposals.push(...found.proposals.map((one) => ({ ...one, id: newId(), page: number })));
        if (!signal.aborted) setSearch({ status: "reading", done: number });
      }
    } catch (error) {
      if (signal.reason !== "gone") setSearch({ status: "failed", reason: reasonOf(error) });
      return;
    }
    if (signal.reason === "gone") return;
    const findings: LineFindings = { proposals, read, textless };
    setSearch({ status: "found", ...findings });
    told.current(findings);
  }, [viewer, pages, signers]);

  const stop = useCallback(() => running.current?.abort("stopped"), []);
  return { search, setSearch, start, stop };
}
