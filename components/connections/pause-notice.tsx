"use client";
import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { retryConnectionAction } from "@/lib/connections/actions";
import type { ConnectionHealth } from "@/lib/connections/describe-health";
import { TroubleSentence } from "./trouble-sentence";

type PauseNoticeProps = {
  connectionId: string;
  pause: Extract<ConnectionHealth, { state: "paused" }>;
  waiting: number;
};

/** Why nothing is sent, until when, what waits for it, and the way not to wait. */
export function PauseNotice({ connectionId, pause, waiting }: PauseNoticeProps) {
  const t = useTranslations("connections");
  const format = useFormatter();
  const router = useRouter();
  const words = useErrorWords();
  const [isPending, startTransition] = useTransition();
  const retry = () =>
    startTransition(async () => {
      const result = await askPortal(retryConnectionAction({ connectionId }));
      if (result.ok) toast.success(t("resumed"));
      else toast.error(words(result.error));
      router.refresh();
    });
  const title = pause.until
    ? t("pausedTitle", { when: format.dateTime(pause.until, "short") })
    : t("pausedForPeople");
  return (
    <Notice
      tone={pause.until ? "warning" : "error"}
      title={title}
      action={
        <Button size="small" busy={isPending} onClick={retry}>
          {isPending ? null : <RotateCw aria-hidden />}
          {t("retry")}
        </Button>
      }
    >
      <TroubleSentence code={pause.reason} /> {t("waiting", { count: waiting })}
    </Notice>
  );
}
