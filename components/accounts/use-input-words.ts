"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** The sentence under a wrong input; a reason without words of its own says to check it. */
export function useInputWords(): (reason: string) => string {
  const t = useTranslations("inputErrors");
  return useCallback(
    (reason) => (t.has(reason as "required") ? t(reason as "required") : t("invalid")),
    [t],
  );
}
