"use client";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { OpenPage } from "./situation";

type FailedTryProps = { launch: NonNullable<OpenPage["launch"]> };

/** Why the last try at the provider did not count, in its words; nothing is lost by it. */
export function FailedTry({ launch: { failedTry, providerName } }: FailedTryProps) {
  const t = useTranslations("sign.failedTry");
  if (!failedTry) return null;
  return (
    <Notice tone="warning" title={t("title")}>
      <p>{t.rich("why", { provider: providerName, why: () => <bdi>{failedTry.why}</bdi> })}</p>
      <p>{t("again")}</p>
    </Notice>
  );
}
