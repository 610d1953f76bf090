"use client";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { refreshEnvelopeAction } from "@/lib/envelopes/actions";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { TroubleWords } from "./trouble-words";
import { When } from "./when";

/** Why it waits and when it goes on by itself; with a way to go on at once. */
export function DeliveryNotice({ view }: { view: EnvelopeView }) {
  const t = useTranslations("delivery");
  const { envelope, trouble } = view;
  const isWaiting = envelope.status === "queued" && view.nextTryAt !== null;
  if (!isWaiting && !trouble) return null;
  return (
    <Notice
      tone="warning"
      title={t(isWaiting ? "waiting" : "trouble")}
      action={view.may.refresh ? <TryNow envelopeId={envelope.id} /> : null}
    >
      <p>
        <TroubleWords trouble={trouble} providerId={view.providerId} />
      </p>
      {isWaiting && view.nextTryAt ? (
        <p>{t.rich("nextTry", { when: () => <When at={view.nextTryAt ?? new Date()} /> })}</p>
      ) : null}
      {view.fileLapsesAt ? (
        <p>{t.rich("keepsFile", { when: () => <When at={view.fileLapsesAt ?? new Date()} /> })}</p>
      ) : null}
    </Notice>
  );
}

type TryNowProps = { envelopeId: string; words?: "tryNow" | "lookNow" };

/** Sends or reads back now instead of later. */
export function TryNow({ envelopeId, words: label = "tryNow" }: TryNowProps) {
  const t = useTranslations("delivery");
  const words = useErrorWords();
  const router = useRouter();
  const [isBusy, start] = useTransition();
  const tryNow = () =>
    start(async () => {
      const answer = await askPortal(refreshEnvelopeAction({ envelopeId }));
      if (!answer.ok) return void toast.error(words(answer.error));
      toast.success(t("asked"));
      router.refresh();
    });
  return (
    <Button className="h-11 md:h-10" busy={isBusy} onClick={tryNow}>
      <RefreshCw aria-hidden />
      {t(label)}
    </Button>
  );
}
