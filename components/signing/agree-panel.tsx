"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FailureNotice } from "./failure-notice";
import type { OpenPage } from "./situation";
import type { Act } from "./use-act";

type AgreePanelProps = {
  page: OpenPage;
  deed: "sign" | "approve";
  act: Act;
  onConfirm: () => void;
  onBack: () => void;
};

/** The last words before the act: what it means, and the one button that does it. */
export function AgreePanel({ page, deed, act, onConfirm, onBack }: AgreePanelProps) {
  const t = useTranslations("sign.agree");
  const [hasAgreed, setHasAgreed] = useState(false);
  const words = {
    title: page.envelope.title,
    name: page.me.name,
    organisation: page.envelope.organisationName,
    b: (chunks: ReactNode) => <bdi className="font-medium">{chunks}</bdi>,
  };
  return (
    <div className="grid gap-3">
      <label className="flex cursor-pointer items-start gap-3">
        <input
          type="checkbox"
          checked={hasAgreed}
          disabled={act.isBusy}
          onChange={(event) => setHasAgreed(event.target.checked)}
          className="mt-1 size-6 shrink-0 accent-seal"
        />
        <span>{t.rich(deed, words)}</span>
      </label>
      <FailureNotice failure={act.failure} />
      <div className="flex gap-2">
        <Button
          variant="seal"
          size="large"
          className="grow"
          disabled={!hasAgreed}
          busy={act.isBusy}
          onClick={onConfirm}
        >
          {act.isBusy ? t(`${deed}Busy`) : t(`${deed}Button`)}
        </Button>
        <Button size="large" disabled={act.isBusy} onClick={onBack}>
          {t("back")}
        </Button>
      </div>
    </div>
  );
}
