"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { useEditor } from "./editor-context";
import { useFoundLines } from "./find-lines-context";
import { FindLinesList } from "./find-lines-list";

/** Above the pages: how far the search is, and what to do with all that it found. */
export function FindLinesBar() {
  const t = useTranslations("editor.lines");
  const { pages } = useEditor();
  const { search, open, emptyReason, start, stop, close } = useFoundLines();
  // What was pressed goes away.
  const leaveTo = (act: () => void) => () => {
    act();
    document.querySelector<HTMLElement>("[data-find-lines]")?.focus();
  };
  switch (search.status) {
    case "idle":
      return null;
    case "reading": {
      const done = search.done ?? 0;
      const page = Math.min(done + 1, pages.length);
      const label =
        search.done === null ? t("opening") : t("reading", { page, total: pages.length });
      return (
        <Bar>
          <div className="min-w-0 grow">
            <Progress value={done / pages.length} label={label} />
          </div>
          <Button size="small" className="pointer-coarse:h-11" onClick={leaveTo(stop)}>
            {t("stop")}
          </Button>
        </Bar>
      );
    }
    case "failed":
      return (
        <Bar>
          <p className="min-w-0 grow text-sm">{t("failed", { reason: search.reason })}</p>
          <Button size="small" className="pointer-coarse:h-11" onClick={leaveTo(start)}>
            {t("tryAgain")}
          </Button>
          <CloseButton onPress={leaveTo(close)} />
        </Bar>
      );
    case "found":
      if (open.length > 0)
        return (
          <Bar>
            <FindLinesList textless={search.textless} />
          </Bar>
        );
      // When everything is decided there is nothing to show; an undo brings it back.
      return emptyReason === null ? null : (
        <Bar>
          <p className="min-w-0 grow text-sm">{t(`empty.${emptyReason}`)}</p>
          <CloseButton onPress={leaveTo(close)} />
        </Bar>
      );
  }
}

function Bar({ children }: { children: ReactNode }) {
  const t = useTranslations("editor.lines");
  return (
    <section
      aria-label={t("region")}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-hairline bg-paper px-4 py-2"
    >
      {children}
    </section>
  );
}

function CloseButton({ onPress }: { onPress: () => void }) {
  const t = useTranslations("editor.lines");
  return (
    <Button
      variant="quiet"
      size="smallIcon"
      className="pointer-coarse:size-11"
      aria-label={t("close")}
      title={t("close")}
      onClick={onPress}
    >
      <X aria-hidden />
    </Button>
  );
}
