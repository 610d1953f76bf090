import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { EnvelopeView } from "@/lib/envelopes/load-envelope";
import { DeliveryNotice } from "./delivery-notice";
import { bdi, Names } from "./names";
import { NeedsCheck } from "./needs-check";
import { nextStepOf } from "./next-step";
import { TroubleWords } from "./trouble-words";
import { When } from "./when";

const tones = {
  completed: "success",
  declined: "error",
  canceled: "info",
  expired: "warning",
  failed: "error",
  conflict: "warning",
} as const;

/** How it ended and what can be done about it, or what is next. */
export function EnvelopeNotice({ view }: { view: EnvelopeView }) {
  const { status } = view.envelope;
  if (status === "draft") return <DraftNotice />;
  if (status === "needs_check" && view.check) return <NeedsCheck view={view} check={view.check} />;
  const isDelayed = status === "queued" || status === "completing";
  if (isDelayed && (view.trouble || view.nextTryAt)) return <DeliveryNotice view={view} />;
  return status in tones ? (
    <Ending view={view} status={status as keyof typeof tones} />
  ) : (
    <NextStepNotice view={view} />
  );
}

function DraftNotice() {
  const t = useTranslations("envelope");
  return (
    <Notice tone="info">
      <p>{t("draftReadOnly")}</p>
    </Notice>
  );
}

function NextStepNotice({
  view: { envelope, recipients, isMailConfigured, rehearsal },
}: {
  view: EnvelopeView;
}) {
  const t = useTranslations("envelope");
  // Nothing of a rehearsal is mailed.
  const step = nextStepOf(envelope.status, recipients, {
    isMailConfigured: isMailConfigured && !rehearsal,
  });
  if (!step) return null;
  const names = "names" in step ? step.names : [];
  return (
    <Notice tone={step.kind === "nextNeedsCheck" ? "warning" : "info"} title={t("next")}>
      {t.rich(step.kind, {
        bdi,
        name: "name" in step ? step.name : "",
        count: names.length,
        names: () => <Names of={names} />,
      })}
    </Notice>
  );
}

function toWords(view: EnvelopeView, status: EndingProps["status"]) {
  if (status === "completed") return completedWords(view);
  if (status === "failed") return view.may.resend ? "failedResend" : "failed";
  // What ended here may still be signed there: nobody says that it cannot.
  const isOpenThere = isWithdrawnThere(view) && (status === "canceled" || status === "declined");
  return isOpenThere ? (`${status}Told` as const) : status;
}

/** Whether it ended here before everybody had acted at the provider. */
const isWithdrawnThere = ({ hosted, envelope: { status, sentAt } }: EnvelopeView): boolean =>
  hosted === "there" && sentAt !== null && ["canceled", "expired", "declined"].includes(status);

/** What the provider knows of the end, and what that is worth. */
function TellingWords({ view }: { view: EnvelopeView }) {
  const t = useTranslations("envelope");
  const { telling, providerName } = view;
  // What a person declined there, or what expired there, it knows itself.
  if (!telling)
    return isWithdrawnThere(view) && view.envelope.status === "canceled" ? (
      <p>{t.rich("notHeard", { bdi, provider: providerName })}</p>
    ) : null;
  const { toldAt, failedAt } = telling;
  const at = toldAt ?? failedAt;
  const words = toldAt ? "told" : failedAt ? "notTold" : "toBeTold";
  return (
    <p>
      {t.rich(words, {
        bdi,
        provider: providerName,
        when: () => (at ? <When at={at} /> : null),
      })}
    </p>
  );
}

function completedWords({ hosted, template }: Pick<EnvelopeView, "hosted" | "template">) {
  if (template) return "nextCompletedMade";
  return hosted === "here" ? "nextCompleted" : "nextCompletedThere";
}

type EndingProps = { view: EnvelopeView; status: keyof typeof tones };

function Ending({ view, status }: EndingProps) {
  const t = useTranslations("envelope");
  const { envelope, recipients, trouble, providerId, providerName } = view;
  const anew = view.copies.later.find((copy) => !["draft", "failed"].includes(copy.status));
  const decliner = recipients.find((person) => person.status === "declined");
  const reason = decliner?.declineReason ?? envelope.reason;
  const isUntold = status === "declined" && view.hosted === "there";
  const saysReason = status === "declined" || status === "canceled";
  const when = () => (envelope.endedAt ? <When at={envelope.endedAt} /> : null);
  const titles = {
    completed: () => t.rich("completedTitle", { when }),
    declined: () =>
      decliner ? t.rich("declinedTitle", { bdi, name: decliner.name }) : t("declinedTitleUnknown"),
    canceled: () => t.rich("canceledTitle", { when }),
    expired: () => t.rich("expiredTitle", { when }),
    failed: () => t("failedTitle"),
    conflict: () => t("conflictTitle"),
  };
  return (
    <Notice tone={tones[status]} title={titles[status]()}>
      {saysReason ? (
        <p>
          {reason
            ? t.rich("reason", { bdi, reason })
            : t.rich(isUntold ? "reasonUntold" : "noReason", { bdi, provider: providerName })}
        </p>
      ) : null}
      {status === "failed" && trouble ? (
        <p>
          <TroubleWords trouble={trouble} providerId={providerId} />
        </p>
      ) : null}
      <p>
        {anew
          ? t.rich("sentAnew", {
              link: () => (
                <TextLink
                  href={`/envelopes/${anew.id}`}
                  className="text-inherit hover:text-inherit"
                >
                  <bdi dir="ltr">{anew.referenceCode}</bdi>
                </TextLink>
              ),
            })
          : t(toWords(view, status))}
      </p>
      <TellingWords view={view} />
    </Notice>
  );
}
