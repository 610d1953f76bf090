"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import { PdfPages } from "@/components/pdf/pdf-pages";
import { useFitZoom } from "@/components/pdf/use-fit-zoom";
import type { Problem } from "@/lib/placements/check-rules";
import { checkPlacements } from "@/lib/placements/check-rules";
import type { PageBox } from "@/lib/placements/schema";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import { BoxPanel } from "./box-panel";
import type { Editor } from "./editor-context";
import { EditorProvider } from "./editor-context";
import type { Box } from "./editor-state";
import { createEditorStore } from "./editor-store";
import { EditorToolbar, zoomedBy } from "./editor-toolbar";
import { FindLinesBar } from "./find-lines-bar";
import { FindLinesProvider } from "./find-lines-context";
import { PageList } from "./page-list";
import { PageOverlay } from "./page-overlay";
import { PeopleBar } from "./people-bar";
import { PeoplePanel } from "./people-panel";
import { toneOf } from "./person-tones";
import { ProblemList } from "./problem-list";
import { SaveBar } from "./save-bar";
import { createSharedValue } from "./shared-value";
import type { SaveBoxes } from "./use-autosaved-boxes";
import { useAutosavedBoxes } from "./use-autosaved-boxes";
import { useEditorKeys } from "./use-editor-keys";

type PlacementEditorProps = {
  /** Address of the PDF. */
  file: string;
  pages: readonly PageBox[];
  recipients: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: RecipientRole;
    /** Their position, which a contract may print beside their line. */
    readonly title?: string | undefined;
  }[];
  capabilities: Capabilities;
  /** What the server has; a newer `rev` replaces what is shown when nothing is unsaved. */
  saved: { readonly boxes: readonly Box[]; readonly rev: number };
  save: SaveBoxes;
  /** Fetches the newest `saved`. */
  onReload: () => void;
  /** Called when everything is saved. */
  onLeave: (href: string) => void;
  next: string;
  steps: ReactNode;
};

const margin = 20;
const overlayOf = (pageIndex: number, zoom: number, isNear: boolean) => (
  <PageOverlay pageIndex={pageIndex} zoom={zoom} isNear={isNear} />
);

/** The screen on which people's boxes are put on the pages. */
export function PlacementEditor(props: PlacementEditorProps) {
  const { file, pages, saved, save, onReload, onLeave, next, steps } = props;
  const t = useTranslations("editor");
  const viewer = useRef<PdfPagesHandle>(null);
  const ground = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);
  const smallest = props.capabilities.boxes.minimum;
  const [store] = useState(() => createEditorStore(saved.boxes, pages, smallest));
  const [currentPage] = useState(() => createSharedValue(0));
  const [wish, setWish] = useState<number | "fit">("fit");
  const fit = useFitZoom(ground, pages, margin);
  const zoom = wish === "fit" ? fit : wish;
  // Hundreds of small pages come after the first large one, without holding it up.
  const isListed = useDeferredValue(zoom !== undefined, false);
  const shownZoom = useRef(1);
  shownZoom.current = zoom ?? 1;
  const [autosave, wantNewer] = useAutosavedBoxes(store, saved, pages, save);
  const { recipients, capabilities } = props;

  const editor = useMemo<Editor>(() => {
    const column = () => viewer.current?.column ?? null;
    const find = (selector: string) => column()?.querySelector<HTMLElement>(selector);
    const jumpTo = (index: number) => viewer.current?.scrollToPage(index);
    let checked: { boxes: readonly Box[]; problems: readonly Problem[] } | undefined;
    return {
      store,
      pages,
      smallest,
      currentPage,
      column,
      jumpTo,
      people: toPeople(recipients, (number) => t("person", { number })),
      zoom: () => shownZoom.current,
      ghost: () => ghost.current,
      problemsOf: (boxes) => {
        if (checked?.boxes !== boxes)
          checked = { boxes, problems: checkPlacements(boxes, recipients, pages, capabilities) };
        return checked.problems;
      },
      focusBox: (id) => {
        requestAnimationFrame(() => find(`[data-box="${CSS.escape(id)}"]`)?.focus());
      },
      focusPage: (page) => {
        if (currentPage.get() !== page - 1) jumpTo(page - 1);
        whenDrawn(() => find(`button[data-surface="${page}"]`));
      },
      say: (words) => {
        if (spoken.current) spoken.current.textContent = words;
      },
    };
  }, [store, pages, smallest, currentPage, recipients, capabilities, t]);

  const zoomBy = useCallback((steps: 1 | -1) => setWish(zoomedBy(shownZoom.current, steps)), []);
  useEditorKeys(editor, {
    zoomIn: useCallback(() => zoomBy(1), [zoomBy]),
    zoomOut: useCallback(() => zoomBy(-1), [zoomBy]),
    zoomToFit: useCallback(() => setWish("fit"), []),
  });
  const leave = async (href: string) => {
    if (await autosave.flush()) onLeave(href);
  };

  return (
    <EditorProvider value={editor}>
      <FindLinesProvider viewer={viewer} recipients={recipients}>
        <div className="-mx-4 -mt-5 -mb-24 flex h-[calc(100dvh-7.5rem-env(safe-area-inset-bottom))] flex-col md:-mx-6 md:-mb-10 md:h-[calc(100dvh-3.5rem)]">
          <h1 className="sr-only">{t("title")}</h1>
          <SaveBar
            autosave={autosave}
            steps={steps}
            onLeave={leave}
            next={next}
            onReload={() => {
              wantNewer();
              onReload();
            }}
          />
          <EditorToolbar zoom={zoom ?? 1} isFitting={wish === "fit"} onZoom={setWish} />
          <FindLinesBar />
          <div className="grid min-h-0 grow basis-0 grid-cols-1 grid-rows-[minmax(0,1fr)] md:grid-cols-[minmax(0,1fr)_16rem] lg:grid-cols-[7.5rem_minmax(0,1fr)_17rem]">
            <div className="grid min-h-0 max-lg:hidden">{isListed ? <PageList /> : null}</div>
            <div ref={ground} className="relative min-h-0 min-w-0 bg-sunken">
              {zoom === undefined ? null : (
                <PdfPages
                  ref={viewer}
                  file={file}
                  pages={pages}
                  zoom={zoom}
                  scrolling="inside"
                  className="absolute inset-0"
                  renderOverlay={overlayOf}
                  onCurrentPage={currentPage.set}
                />
              )}
            </div>
            <aside className="grid content-start gap-5 overflow-y-auto border-s border-hairline p-4 max-md:hidden">
              <PeoplePanel />
              <BoxPanel />
              <ProblemList />
            </aside>
          </div>
          <div className="md:hidden">
            <PeopleBar />
          </div>
          <p ref={spoken} role="status" className="sr-only" />
          <div
            ref={ghost}
            hidden
            aria-hidden
            className="pointer-events-none fixed z-50 border-2 border-dashed"
            style={{ left: 0, top: 0 }}
          />
        </div>
      </FindLinesProvider>
    </EditorProvider>
  );
}

/** Puts the keyboard on what a jump is about to bring near, within a few frames. */
function whenDrawn(find: () => HTMLElement | null | undefined, frames = 10): void {
  const element = find();
  if (element) element.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => whenDrawn(find, frames - 1));
}

function toPeople(
  recipients: PlacementEditorProps["recipients"],
  unnamed: (number: number) => string,
): Editor["people"] {
  let signers = 0;
  return recipients.map(({ id, name, role }, place) => ({
    id,
    role,
    name: name || unnamed(place + 1),
    number: role === "signer" ? ++signers : null,
    tone: toneOf(place),
  }));
}
