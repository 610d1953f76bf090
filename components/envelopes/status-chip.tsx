import { useTranslations } from "next-intl";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { StatusLook } from "./status-look";

type StatusChipProps = {
  status: EnvelopeStatus;
  /** How many of those who must act have acted; drawn while the envelope is in progress. */
  progress?: { done: number; total: number };
};

export function StatusChip({ status, progress }: StatusChipProps) {
  const t = useTranslations("status");
  const isCounted = status === "in_progress" && progress !== undefined;
  return (
    <StatusLook
      status={status}
      words={t(`envelope.${status}`)}
      progress={isCounted ? { ...progress, words: t("progress", progress) } : undefined}
    />
  );
}
