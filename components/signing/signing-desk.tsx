"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { approveAction, declineAction, markSeenAction, signAction } from "@/lib/envelopes/actions";
import { AboutEnvelope } from "./about-envelope";
import { ActionBar, StepButtons } from "./action-bar";
import { AgreePanel } from "./agree-panel";
import { BoxButton, boxElementId } from "./box-button";
import { DeclinePanel } from "./decline-panel";
import { DocumentReader } from "./document-reader";
import { inReadingOrder, nextStep } from "./next-step";
import { Outcome } from "./outcome";
import type { OpenPage } from "./situation";
import { isTold, mayStillRead, situationOf } from "./situation";
import { useAct } from "./use-act";
import { useFreshPage } from "./use-fresh-page";
import { useMark } from "./use-mark";

const loadSheet = () => import("./signature-sheet");
const SignatureSheet = lazy(async () => ({ default: (await loadSheet()).SignatureSheet }));

/** The recipient's desk: the document, my boxes on it, and the next thing to do. */
export function SigningDesk({ token, page: loaded }: { token: string; page: OpenPage }) {
  const t = useTranslations("sign");
  const router = useRouter();
  const act = useAct();
  const [done, setDone] = useState<OpenPage["me"] | null>(null);
  // The act has happened even when the fresh page from the server is late.
  const page = done && loaded.me.actedAt === null ? { ...loaded, me: done } : loaded;
  const situation = situationOf(page);
  const { mark, choose, forget } = useMark(`${page.envelope.referenceCode} ${page.me.name}`);
  const [seenBoxes, setSeenBoxes] = useState<ReadonlySet<string>>(new Set());
  const [panel, setPanel] = useState<"agree" | "decline" | null>(null);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  useFreshPage(situation);

  const { document, me } = page;
  const boxes = useMemo(
    () => inReadingOrder(loaded.boxes, loaded.document.pages),
    [loaded.boxes, loaded.document.pages],
  );
  const step = nextStep({ situation, boxes, seenBoxes, hasMark: mark !== null });
  const canSign = situation === "sign";
  const openSheet = useCallback(() => setIsSheetOpen(true), []);
  const noteSeen = useCallback(
    (id: string) => setSeenBoxes((seen) => (seen.has(id) ? seen : new Set(seen).add(id))),
    [],
  );
  const renderOverlay = useCallback(
    (index: number, zoom: number) => {
      const pageBox = document.pages[index];
      if (!canSign || !pageBox) return null;
      return boxes.map((box, at) =>
        box.page === index + 1 ? (
          <BoxButton
            key={box.id}
            box={box}
            page={pageBox}
            zoom={zoom}
            number={at + 1}
            total={boxes.length}
            name={me.name}
            mark={mark}
            onOpen={openSheet}
            onSeen={noteSeen}
          />
        ) : null,
      );
    },
    [canSign, boxes, document.pages, me.name, mark, openSheet, noteSeen],
  );

  const finish = (status: OpenPage["me"]["status"]) => {
    forget();
    setPanel(null);
    setDone({ ...me, status, actedAt: new Date(), isMyTurn: false });
    router.refresh();
  };
  const confirm = () => {
    if (situation === "approve") {
      act.run(
        () => approveAction({ token, hasAgreed: true }),
        () => finish("approved"),
      );
    }
    if (canSign && mark) {
      act.run(
        () => signAction({ token, mark, hasAgreed: true }),
        () => finish("signed"),
      );
    }
  };
  const decline = (reason: string) =>
    act.run(
      () => declineAction({ token, reason }),
      () => finish("declined"),
    );
  const takeStep = () => {
    if (step.kind === "make_mark") openSheet();
    if (step.kind === "agree") setPanel("agree");
    if (step.kind === "go_to_box") {
      goToBox(step.boxId);
      noteSeen(step.boxId);
    }
  };
  const onShown = () => {
    // Both are asked for again when they are needed or at the next visit.
    loadSheet().catch(() => undefined);
    if (me.status === "sent") markSeenAction({ token }).catch(() => undefined);
  };

  const deed = situation === "approve" ? "approve" : "sign";
  const file = situation === "completed" && page.files.signed ? "signed?shown=1" : "file";
  return (
    <>
      <main className="mx-auto grid w-full max-w-4xl grow content-start gap-4 px-4 pt-5 pb-8">
        {isTold(situation) ? (
          <Outcome token={token} page={page} situation={situation} isFresh={done !== null} />
        ) : null}
        <AboutEnvelope page={page} situation={situation} />
        {mayStillRead(situation) ? (
          <DocumentReader
            file={`/sign/${token}/${file}`}
            pages={document.pages}
            renderOverlay={renderOverlay}
            onShown={onShown}
          />
        ) : null}
      </main>
      {step.kind === "none" ? null : (
        <ActionBar>
          {panel === null ? (
            <StepButtons
              step={step}
              deed={deed}
              boxCount={boxes.length}
              hasMark={mark !== null}
              onStep={takeStep}
              onChangeMark={openSheet}
              onDecline={() => setPanel("decline")}
            />
          ) : null}
          {panel === "agree" ? (
            <AgreePanel
              page={page}
              deed={deed}
              act={act}
              onConfirm={confirm}
              onBack={() => setPanel(null)}
            />
          ) : null}
          {panel === "decline" ? (
            <DeclinePanel
              senderName={page.envelope.senderName}
              act={act}
              onConfirm={decline}
              onBack={() => setPanel(null)}
            />
          ) : null}
        </ActionBar>
      )}
      {isSheetOpen ? (
        <Suspense fallback={null}>
          <SignatureSheet
            name={me.name}
            mark={mark}
            onChoose={choose}
            onClose={() => setIsSheetOpen(false)}
          />
        </Suspense>
      ) : null}
      <p role="status" className="sr-only">
        {mark && canSign ? t("markChosen", { count: boxes.length }) : null}
      </p>
    </>
  );
}

/** Far jumps are made at once: a smooth one would draw every page on its way. */
function goToBox(boxId: string): void {
  const element = window.document.getElementById(boxElementId(boxId));
  if (!element) return;
  const distance = Math.abs(element.getBoundingClientRect().top) / window.innerHeight;
  element.scrollIntoView({ block: "center", behavior: distance < 2 ? "smooth" : "auto" });
  element.focus({ preventScroll: true });
}
