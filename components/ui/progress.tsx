"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";

/** `value` from 0 to 1; what is going on stands above, the number beside it. */
export function Progress({ value, label }: { value: number; label: string }) {
  const t = useTranslations("common");
  const id = useId();
  const share = Math.min(Math.max(value, 0), 1);
  return (
    <div className="grid gap-1.5">
      <div className="flex justify-between gap-3 text-sm">
        <span id={id}>{label}</span>
        <span className="text-muted tabular-nums">{t("progress", { percent: share })}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-neutral-soft"
      >
        <div
          className="h-full rounded-full bg-tile transition-[width]"
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
