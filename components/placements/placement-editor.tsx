"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { PdfPagesHandle } from "@/components/pdf/pdf-pages";
import type { Problem } from "@/lib/placements/check-rules";
import { checkPlacements, smallestBox } from "@/lib/placements/check-rules";
import { toneOf } from "@/lib/placements/person-tones";
import type { BoxCounting } from "@/lib/placements/provider-rect";
import type { PageBox } from "@/lib/placements/schema";
import type { PageMark } from "@/lib/provider-kit/contract";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { RecipientRole } from "@/lib/vocabulary/envelope";
import type { Box } from "./box";
import { newBoxFor } from "./box";
import type { Editor } from "./editor-context";
import { EditorProvider } from "./editor-context";
import { EditorScreen } from "./editor-screen";
import { createEditorStore } from "./editor-store";
import { FindLinesProvider } from "./find-lines-context";
import { judgeBoxes } from "./judge-boxes";
import type { SavedDraft } from "./kept-history";
import { ProviderRail } from "./provider-rail";
import { SaveBar } from "./save-bar";
import { createSharedValue } from "./shared-value";
import type { SaveBoxes } from "./use-autosaved-boxes";
import { useAutosavedBoxes } from "./use-autosaved-boxes";
import { useEditorZoom } from "./use-editor-zoom";
import { useKeptHistory } from "./use-kept-history";
import { useReturnedVersion } from "./use-returned-version";

type PlacementEditorProps = {
  /** What the boxes belong to; undo is kept under this name. */
  draftId: string;
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
  /** What the way of signing is called. */
  providerName: string;
  capabilities: Capabilities;
  /** How it counts the numbers of a box. */
  counting: BoxCounting;
  /** What it will write on the pages by itself. */
  marks: readonly PageMark[];
  /** What the server has; a newer `rev` replaces what is shown when nothing is unsaved. */
  saved: SavedDraft;
  save: SaveBoxes;
  /** Fetches the newest `saved`. */
  onReload: () => void;
  /** Called when everything is saved. */
  onLeave: (href: string) => void;
  next: string;
  steps: ReactNode;
  /** Beside undo and zoom. */
  tools?: ReactNode;
  /** Above the pages, until it is taken or done without. */
  offer?: ReactNode;
};

/** The screen on which people's boxes are put on the pages. */
export function PlacementEditor(props: PlacementEditorProps) {
  const { draftId, file, pages, recipients, capabilities, counting, marks, saved, save } = props;
  const t = useTranslations("editor");
  const viewer = useRef<PdfPagesHandle>(null);
  const ground = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);
  const smallest = smallestBox(capabilities.boxes);
  const newBox = useMemo(() => newBoxFor(capabilities.boxes), [capabilities.boxes]);
  const { positions } = capabilities.boxes;
  const check = useCallback(
    (boxes: readonly Box[]) => checkPlacements(boxes, recipients, pages, capabilities),
    [recipients, pages, capabilities],
  );
  // The store stays while people and the provider may come anew.
  const newest = useRef({ check, smallest });
  newest.current = { check, smallest };
  const [store] = useState(() =>
    createEditorStore(
      saved,
      pages,
      () => newest.current.smallest,
      (next, now) => judgeBoxes(next, now, newest.current.check),
    ),
  );
  const [shared] = useState(() => ({
    currentPage: createSharedValue(0),
    guides: createSharedValue<ReturnType<Editor["guides"]["get"]>>(null),
    isDragging: createSharedValue(false),
    isSnapping: createSharedValue(true),
    isGathering: createSharedValue(false),
  }));
  const zoom = useEditorZoom(ground, viewer, pages, shared.currentPage);
  const shownZoom = useRef(1);
  shownZoom.current = zoom.zoom ?? 1;
  const [autosave, wantNewer] = useAutosavedBoxes(store, saved, pages, save);
  useKeptHistory(store, autosave, saved, draftId);
  useReturnedVersion(store, autosave, saved.version, props.onReload);

  const editor = useMemo<Editor>(() => {
    const column = () => viewer.current?.column ?? null;
    const find = (selector: string) => column()?.querySelector<HTMLElement>(selector);
    const jumpTo = (index: number) => viewer.current?.scrollToPage(index);
    let checked: { boxes: readonly Box[]; problems: readonly Problem[] } | undefined;
    return {
      ...shared,
      store,
      pages,
      smallest,
      newBox,
      column,
      jumpTo,
      counting,
      positions,
      marks,
      people: toPeople(recipients, (number) => t("person", { number })),
      zoom: () => shownZoom.current,
      saveNow: autosave.flush,
      ghost: () => ghost.current,
      problemsOf: (boxes) => {
        if (checked?.boxes !== boxes) checked = { boxes, problems: check(boxes) };
        return checked.problems;
      },
      focusBox: (id) => {
        requestAnimationFrame(() => find(`[data-box="${CSS.escape(id)}"]`)?.focus());
      },
      focusPage: (page) => {
        if (shared.currentPage.get() !== page - 1) jumpTo(page - 1);
        whenDrawn(() => find(`button[data-surface="${page}"]`));
      },
      say: (words) => {
        if (spoken.current) spoken.current.textContent = words;
      },
    };
  }, [
    store,
    shared,
    pages,
    smallest,
    newBox,
    recipients,
    counting,
    positions,
    marks,
    autosave,
    check,
    t,
  ]);

  return (
    <EditorProvider value={editor}>
      <FindLinesProvider viewer={viewer} recipients={recipients}>
        <EditorScreen
          file={file}
          zoom={zoom}
          viewer={viewer}
          ground={ground}
          ghost={ghost}
          spoken={spoken}
          rail={
            <>
              <ProviderRail name={props.providerName} capabilities={capabilities} />
              {props.offer}
            </>
          }
          tools={props.tools}
          saveBar={
            <SaveBar
              autosave={autosave}
              steps={props.steps}
              next={props.next}
              onLeave={async (href) => {
                if (await autosave.flush()) props.onLeave(href);
              }}
              onReload={() => {
                wantNewer();
                props.onReload();
              }}
            />
          }
        />
      </FindLinesProvider>
    </EditorProvider>
  );
}

/** Milliseconds that a page may take to be drawn on a slow machine. */
const drawingPatience = 2_000;

/** Puts the keyboard on what a jump is about to bring near, unless the person has gone on since. */
function whenDrawn(find: () => HTMLElement | null | undefined): void {
  const goneOn = new AbortController();
  // Captured, so that the key that asked for the jump has passed here already.
  const options = { capture: true, signal: goneOn.signal };
  for (const event of ["keydown", "pointerdown"])
    document.addEventListener(event, () => goneOn.abort(), options);
  const latest = performance.now() + drawingPatience;
  const look = () => {
    if (goneOn.signal.aborted) return;
    const element = find();
    element?.focus({ preventScroll: true });
    if (element || performance.now() > latest) goneOn.abort();
    else requestAnimationFrame(look);
  };
  look();
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
