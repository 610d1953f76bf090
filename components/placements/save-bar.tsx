"use client";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Autosave } from "./autosave";
import type { Step } from "./editor-state";
import { SaveStatus } from "./save-status";

type SaveBarProps = {
  autosave: Autosave<Step>;
  steps: ReactNode;
  /** Address of the step that follows. */
  next: string;
  /** Saves first and then goes there. */
  onLeave: (href: string) => Promise<void>;
  onReload: () => void;
};

/** Where one is, whether everything is kept, and the way on. No way leads off before it is kept. */
export function SaveBar({ autosave, steps, next, onLeave, onReload }: SaveBarProps) {
  const t = useTranslations("editor");
  const [isLeaving, setIsLeaving] = useState(false);
  const state = useSyncExternalStore(autosave.subscribe, autosave.getState, autosave.getState);
  const isStale = state.kind === "failed" && state.code === "stale";
  const leave = async (href: string) => {
    setIsLeaving(true);
    await onLeave(href);
    setIsLeaving(false);
  };
  const catchLinks = (event: MouseEvent<HTMLElement>) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain || !autosave.isUnsaved()) return;
    event.preventDefault();
    event.stopPropagation();
    void leave(new URL(link.href).pathname);
  };
  return (
    <div className="shrink-0 border-b border-hairline">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-1.5 md:px-4">
        <div className="me-auto" onClickCapture={catchLinks}>
          {steps}
        </div>
        <div className="flex grow items-center justify-between gap-4 sm:grow-0">
          <div className="min-w-0">
            {isStale ? null : <SaveStatus state={state} onTryAgain={() => void autosave.flush()} />}
          </div>
          <Button variant="primary" busy={isLeaving} onClick={() => void leave(next)}>
            {t("continue")}
            <ArrowRight aria-hidden className="rtl:-scale-x-100" />
          </Button>
        </div>
      </div>
      {isStale ? (
        <Notice
          tone="warning"
          title={t("staleTitle")}
          className="mx-3 mb-2 md:mx-4"
          action={
            <Button size="small" onClick={onReload}>
              {t("loadNewer")}
            </Button>
          }
        >
          {t("staleBody")}
        </Notice>
      ) : null}
    </div>
  );
}
