"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { Saving } from "./use-draft-saving";

/** Whether the portal has what stands on the screen. */
export function SaveState({ saving, onRetry }: { saving: Saving; onRetry: () => void }) {
  const t = useTranslations("draft");
  const format = useFormatter();
  const words = useErrorWords();
  if (saving.state === "clean" || saving.state === "stale") return null;
  const isBad = ["blocked", "failed", "refused"].includes(saving.state);
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center gap-2 text-sm ${isBad ? "text-error" : "text-muted"}`}
    >
      {saving.state === "saving" ? <Spinner /> : null}
      {saving.state === "saved" ? (
        <CircleCheck aria-hidden className="size-4 text-success" />
      ) : null}
      {isBad ? <CircleAlert aria-hidden className="size-4 shrink-0" /> : null}
      {saving.state === "refused" ? words(saving.error) : null}
      {saving.state === "saved" ? t("saved", { time: format.dateTime(saving.at, "time") }) : null}
      {saving.state === "saving" || saving.state === "unsaved" || saving.state === "blocked"
        ? t(saving.state)
        : null}
      {saving.state === "failed" ? (
        <>
          {t("failed")}
          <Button size="small" onClick={onRetry}>
            {t("retry")}
          </Button>
        </>
      ) : null}
    </div>
  );
}
