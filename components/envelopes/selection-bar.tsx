"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { mostSelected } from "@/lib/envelopes/schema";
import { useSelection } from "./selection";

/** What can be done with the chosen rows: one component each, which asks `useSelection` for them. */
export function SelectionBar({ children }: { children: ReactNode }) {
  const t = useTranslations("bulk");
  const { page, count, isAll, isOpen, clear } = useSelection();
  const isLimited = isAll ? page.found.isMore : count > mostSelected;
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 ? t("selected", { count }) : ""}
      </p>
      {isOpen ? (
        <section
          aria-label={t("selection")}
          className="sticky bottom-16 z-10 grid gap-2 rounded-md border border-edge bg-surface px-3 py-2.5 shadow-lg md:bottom-3"
        >
          <div className="flex items-center gap-2">
            <div className="flex min-w-0 grow flex-wrap items-center gap-x-3">
              <p className="text-sm font-medium tabular-nums">{t("selected", { count })}</p>
              <ChooseMore />
            </div>
            <Button
              variant="quiet"
              size="smallIcon"
              className="max-md:size-11"
              aria-label={t("clear")}
              onClick={clear}
            >
              <X aria-hidden />
            </Button>
          </div>
          {isLimited ? (
            <p className="text-sm text-muted">{t("tooMany", { most: mostSelected })}</p>
          ) : null}
          {count > 0 && !isLimited ? (
            <div className="flex flex-wrap gap-2 py-1 max-md:[&>button]:h-11 max-md:[&>button]:grow">
              {children}
            </div>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

/** The page, where the heading is not there to choose it; then all that the filter fits. */
function ChooseMore() {
  const t = useTranslations("bulk");
  const { page, isAll, isChosen, choosePage, chooseAll } = useSelection();
  const isPageChosen = page.ids.every(isChosen);
  const { count, isMore } = page.found;
  if (isAll) return null;
  if (!isPageChosen)
    return (
      <Button
        size="small"
        variant="quiet"
        className="-ms-2.5 max-md:h-11"
        onClick={() => choosePage(true)}
      >
        {t("selectPage")}
      </Button>
    );
  if (count <= page.ids.length) return null;
  return (
    <Button size="small" variant="quiet" className="-ms-2.5 max-md:h-11" onClick={chooseAll}>
      {t(isMore ? "selectAllMore" : "selectAll", { count })}
    </Button>
  );
}
