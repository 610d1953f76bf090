"use client";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Failure } from "./use-act";

export function FailureNotice({ failure }: { failure: Failure | null }) {
  const t = useTranslations();
  if (!failure) return null;
  const isOurs = failure === "offline" || failure === "broken";
  return (
    <Notice tone="error">{isOurs ? t(`sign.failures.${failure}`) : t(`errors.${failure}`)}</Notice>
  );
}
