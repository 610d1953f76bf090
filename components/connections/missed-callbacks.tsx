"use client";
import { Check, RefreshCw, Search, TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { TroubleWords } from "@/components/envelopes/trouble-words";
import { When } from "@/components/envelopes/when";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { checkCallbacksAction, resyncDocumentsAction } from "@/lib/envelopes/actions";
import type { MissedView } from "@/lib/envelopes/load-missed";
import { CallBody } from "./call-body";

type MissedCallbacksProps = {
  view: MissedView;
  connectionId: string;
  providerId: string;
  providerName: string;
};

/** What the service itself says of calls that did not reach the portal, and the way to make up for them. */
export function MissedCallbacks({ view, connectionId, ...provider }: MissedCallbacksProps) {
  const t = useTranslations("missedCallbacks");
  const { checkedAt, answeredAt, trouble, missed } = view;
  const isAllMadeUp = missed.every(({ madeUpAt }) => madeUpAt !== null);
  return (
    <div className="grid min-w-0 content-start gap-3">
      <div aria-live="polite" className="grid gap-3">
        {trouble ? (
          <Notice tone="error" title={t("noAnswer", { provider: provider.providerName })}>
            <TroubleWords trouble={trouble} providerId={provider.providerId} />
            {answeredAt ? (
              <span className="block text-muted">
                {t.rich("answeredBefore", { when: () => <When key="at" at={answeredAt} /> })}
              </span>
            ) : null}
          </Notice>
        ) : null}
        {checkedAt && !trouble ? (
          <p className="text-sm">
            {t(missed.length === 0 ? "none" : "some", {
              provider: provider.providerName,
              count: missed.length,
            })}{" "}
            <span className="text-muted">
              {t.rich("asked", { when: () => <When key="at" at={checkedAt} as="relative" /> })}
            </span>
          </p>
        ) : null}
        {checkedAt ? null : (
          <p className="text-sm text-muted">{t("never", { provider: provider.providerName })}</p>
        )}
      </div>
      <Deeds
        connectionId={connectionId}
        providerName={provider.providerName}
        mayResync={missed.length > 0 && !isAllMadeUp}
      />
      {missed.length > 0 ? (
        <ul className="grid gap-2">
          {missed.map((each) => (
            <li key={[each.externalId, each.failedAt?.getTime(), each.sent].join()}>
              <Missed {...each} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

type DeedsProps = { connectionId: string; providerName: string; mayResync: boolean };

function Deeds({ connectionId, providerName, mayResync }: DeedsProps) {
  const t = useTranslations("missedCallbacks");
  const words = useErrorWords();
  const router = useRouter();
  const [isAsking, startAsking] = useTransition();
  const [isReading, startReading] = useTransition();
  const ask = () =>
    startAsking(async () => {
      const result = await askPortal(checkCallbacksAction({ connectionId }));
      if (!result.ok) toast.error(words(result.error));
      router.refresh();
    });
  const readBack = () =>
    startReading(async () => {
      const result = await askPortal(resyncDocumentsAction({ connectionId }));
      if (result.ok) toast.success(t("resyncing", result.value));
      else toast.error(words(result.error));
      router.refresh();
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Button busy={isAsking} onClick={ask}>
        {isAsking ? null : <Search aria-hidden />}
        {t("ask", { provider: providerName })}
      </Button>
      {mayResync ? (
        <Button variant="primary" busy={isReading} onClick={readBack}>
          {isReading ? null : <RefreshCw aria-hidden />}
          {t("resync")}
        </Button>
      ) : null}
    </div>
  );
}

function Missed(missed: MissedView["missed"][number]) {
  const t = useTranslations("missedCallbacks");
  const { referenceCode, failures, failedAt, madeUpAt, answerStatus, problem } = missed;
  return (
    <details className="rounded-md border border-hairline">
      <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
        <bdi dir="ltr" className="font-medium">
          {referenceCode}
        </bdi>
        {failedAt ? <When at={failedAt} /> : null}
        <span className="text-muted">{t("failures", { count: failures })}</span>
        <Chip
          tone={madeUpAt ? "success" : "warning"}
          icon={madeUpAt ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
        >
          {t(madeUpAt ? "madeUp" : "open")}
        </Chip>
      </summary>
      <div className="grid gap-3 border-t border-hairline bg-sunken p-3">
        <dl className="grid gap-2 text-xs">
          <div>
            <dt className="font-medium">{t("address")}</dt>
            <dd>
              <bdi dir="ltr" className="wrap-anywhere">
                {missed.address}
              </bdi>
              {missed.isCurrentAddress ? null : (
                <span className="block text-warning">{t("oldAddress")}</span>
              )}
            </dd>
          </div>
          <div>
            <dt className="font-medium">{t("ourAnswer")}</dt>
            <dd>
              {answerStatus === null ? (
                t("noAnswerOfOurs")
              ) : (
                <bdi dir="ltr">{t("httpStatus", { status: String(answerStatus) })}</bdi>
              )}
            </dd>
          </div>
          {problem ? (
            <div>
              <dt className="font-medium">{t("problem")}</dt>
              <dd>
                <bdi>{problem}</bdi>
              </dd>
            </div>
          ) : null}
          {madeUpAt ? (
            <div>
              <dt className="font-medium">{t("madeUp")}</dt>
              <dd>
                <When at={madeUpAt} />
              </dd>
            </div>
          ) : null}
        </dl>
        <CallBody title={t("sent")} text={missed.sent} />
        {missed.answer ? <CallBody title={t("ourAnswer")} text={missed.answer} /> : null}
      </div>
    </details>
  );
}
