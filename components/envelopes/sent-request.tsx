"use client";
import { useTranslations } from "next-intl";
import type { ToggleEvent } from "react";
import { useState } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import type { RefusedAction } from "@/components/shell/error-words";
import { useErrorWords } from "@/components/shell/error-words";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { showRequestAction } from "@/lib/envelopes/actions";
import type { SentRequest as Sent } from "@/lib/envelopes/show-request";
import { useCallText } from "./use-call-text";

type SentRequestProps = { envelopeId: string; providerId: string; providerName: string };

/** What was sent to the provider, fetched when somebody wants to read it. */
export function SentRequest({ envelopeId, providerId, providerName }: SentRequestProps) {
  const t = useTranslations("request");
  const words = useErrorWords();
  const [sent, setSent] = useState<Sent>();
  const [error, setError] = useState<RefusedAction>();
  const open = async ({ newState }: ToggleEvent<HTMLDetailsElement>) => {
    if (newState !== "open" || sent) return;
    setError(undefined);
    const answer = await askPortal(showRequestAction({ envelopeId }));
    if (answer.ok) setSent(answer.value);
    else setError(answer.error);
  };
  return (
    <details
      className="rounded-md border border-hairline bg-surface"
      onToggle={(event) => void open(event)}
    >
      <summary className="flex min-h-11 items-center px-3 text-sm font-medium">
        {t("title", { provider: providerName })}
      </summary>
      <div className="grid gap-3 border-t border-hairline p-3">
        {error ? <Notice tone="error">{words(error)}</Notice> : null}
        {sent ? <Shown sent={sent} providerId={providerId} /> : null}
        {sent || error ? null : (
          <div role="status" aria-label={t("loading")}>
            <Skeleton className="h-40" />
          </div>
        )}
      </div>
    </details>
  );
}

function Shown({ sent, providerId }: { sent: Sent; providerId: string }) {
  const t = useTranslations("request");
  const toText = useCallText(providerId);
  return (
    <>
      {sent.isAsApproved ? (
        <p className="text-xs text-muted">{t("asApproved")}</p>
      ) : (
        <Notice tone="warning">{t("otherNow")}</Notice>
      )}
      <p dir="ltr" className="font-mono text-xs break-all">
        {sent.method} {sent.url}
      </p>
      <Textarea
        readOnly
        dir="ltr"
        rows={14}
        aria-label={t("body")}
        className="font-mono text-xs md:text-xs"
        value={toText(sent.body)}
      />
      <span>
        <CopyButton text={sent.curl} label={t("copyCurl")} />
      </span>
      <p className="text-xs text-muted">
        {t.rich("curlHelp", { code: (chunks) => <code dir="ltr">{chunks}</code> })}
      </p>
    </>
  );
}
