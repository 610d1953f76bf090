"use client";
import { ExternalLink, FlaskConical } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useTransition } from "react";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { switchRehearsalAction } from "@/lib/connections/actions";
import type { RehearsalView } from "@/lib/connections/loaders";
import { toInboxAddress } from "./inbox-address";

/** Sandboxes of all providers, beside the portal: one button for them, and the way to their inbox. */
export function RehearsalCard({ rehearsal }: { rehearsal: RehearsalView }) {
  const { isOn, isEnding, inboxUrl, tunnel } = rehearsal;
  const t = useTranslations("rehearsal");
  const locale = useLocale();
  const isStarting = (isOn || isEnding) && inboxUrl === null;
  useRefreshWhile(isStarting);
  return (
    <section
      aria-labelledby="rehearsal"
      className="grid gap-3 rounded-md border border-hairline bg-surface p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid max-w-[60ch] gap-1">
          <h2 id="rehearsal" className="flex items-center gap-2 font-semibold">
            <FlaskConical aria-hidden className="size-4 shrink-0" />
            {t("title")}
          </h2>
          <p className="text-sm text-muted">{t("body")}</p>
        </div>
        <Switch isOn={isOn} />
      </div>
      <div role="status" className="grid gap-1 text-sm empty:hidden">
        {isOn ? <p>{t("on")}</p> : null}
        {isEnding ? <p>{t("ending")}</p> : null}
        {isStarting ? <p>{t("starting")}</p> : null}
      </div>
      {(isOn || isEnding) && inboxUrl ? (
        <div className="grid gap-2 text-sm">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <a
              href={toInboxAddress(inboxUrl, locale)}
              target="_blank"
              rel="noreferrer"
              className={buttonLook({})}
            >
              <ExternalLink aria-hidden />
              {t("inbox")}
            </a>
            <span className="text-muted">{t("inboxHelp")}</span>
          </p>
          {tunnel ? (
            <p className="text-muted">
              {t.rich("onlyHere", {
                command: () => (
                  <code dir="ltr" className="block pt-1 text-xs wrap-anywhere text-ink">
                    {tunnel}
                  </code>
                ),
              })}
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

/** The sandboxes need a moment after the portal has started. */
function useRefreshWhile(isStarting: boolean) {
  const router = useRouter();
  useEffect(() => {
    if (!isStarting) return;
    const clock = setInterval(() => router.refresh(), 1_500);
    return () => clearInterval(clock);
  }, [isStarting, router]);
}

function Switch({ isOn }: { isOn: boolean }) {
  const t = useTranslations("rehearsal");
  const router = useRouter();
  const words = useErrorWords();
  const [isPending, startTransition] = useTransition();
  const turn = async () => {
    const result = await askPortal(switchRehearsalAction({ isOn: !isOn }));
    if (!result.ok) toast.error(words(result.error));
    else if (isOn) toast.success(t("stopped"));
    else toast.success(t(result.value.isReady ? "started" : "startedSlowly"));
    router.refresh();
  };
  if (!isOn)
    return (
      <Button variant="primary" busy={isPending} onClick={() => startTransition(turn)}>
        {t("start")}
      </Button>
    );
  return (
    <ConfirmDialog
      trigger={<Button>{t("stop")}</Button>}
      title={t("stopTitle")}
      description={t("stopBody")}
      confirm={t("stop")}
      onConfirm={turn}
    />
  );
}
