"use client";
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sendEnvelopeAction } from "@/lib/envelopes/actions";
import { newId } from "@/lib/kernel/ids";

type SendButtonProps = { envelopeId: string; rev: number; isReady: boolean };

/** Sends once: one key per page load, and the button stays busy until the next page is there. */
export function SendButton({ envelopeId, rev, isReady }: SendButtonProps) {
  const t = useTranslations("review");
  const words = useErrorWords();
  const router = useRouter();
  const [key] = useState(() => newId());
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<RefusedAction>();
  const send = async () => {
    setBusy(true);
    setError(undefined);
    const answer = await askPortal(sendEnvelopeAction({ envelopeId, rev, key }));
    if (answer.ok) return router.push(`/envelopes/${envelopeId}`);
    setError(answer.error);
    setBusy(false);
  };
  return (
    <div className="grid gap-3 justify-self-stretch">
      {error ? (
        <Notice
          tone="error"
          {...(error.code === "stale" && {
            title: t("staleTitle"),
            action: <Button onClick={() => location.reload()}>{t("reload")}</Button>,
          })}
        >
          {words(error)}
        </Notice>
      ) : null}
      <span className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          size="large"
          busy={isBusy}
          disabled={!isReady}
          aria-describedby={isReady ? undefined : "send-help"}
          onClick={send}
        >
          <Send aria-hidden className="rtl:-scale-x-100" />
          {t("send")}
        </Button>
        {isReady ? null : (
          <span id="send-help" className="text-sm text-muted">
            {t("sendHelp")}
          </span>
        )}
      </span>
    </div>
  );
}
