"use client";
import { CircleAlert, CloudCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Spinner } from "@/components/ui/spinner";
import type { SaveState } from "./autosave";

/** Whether the last change is kept, in words, with the way out when it is not. */
export function SaveStatus({ state, onTryAgain }: { state: SaveState; onTryAgain: () => void }) {
  const t = useTranslations("editor");
  const errors = useTranslations("errors");
  const format = useFormatter();
  if (state.kind === "failed" || state.kind === "offline") {
    const reason =
      state.kind === "offline" ? t("unreachable") : errors(state.code, { ...state.values });
    return (
      <p role="alert" className="flex flex-wrap items-center gap-1.5 text-xs text-error">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        {t("notSaved", { reason })}
        <button
          type="button"
          className="min-h-6 font-medium underline underline-offset-3"
          onClick={onTryAgain}
        >
          {t("tryAgain")}
        </button>
      </p>
    );
  }
  const isKept = state.kind === "saved";
  return (
    <p data-save={state.kind} className="flex items-center gap-1.5 text-xs text-muted">
      {isKept ? <CloudCheck aria-hidden className="size-4 shrink-0" /> : <Spinner />}
      {isKept
        ? state.at
          ? t("savedAt", { time: format.dateTime(state.at, "time") })
          : t("allSaved")
        : t("saving")}
    </p>
  );
}
