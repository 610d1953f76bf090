import { useTranslations } from "next-intl";
import type { Report, ReportedPerson } from "@/lib/envelopes/load-reports";
import type { TimelineEvent } from "@/lib/envelopes/queries";
import { bdi } from "./names";
import { When } from "./when";

type ProviderReportProps = {
  report: Report | null;
  providerName: string;
  timeline: readonly TimelineEvent[];
};

/** When an answer became known here, for a provider that names no time of it. */
const heardOf = (
  timeline: readonly TimelineEvent[],
  { key, answer }: ReportedPerson,
): Date | null =>
  timeline.find(
    ({ action, recipientId }) => recipientId === key && action === `recipient.${answer}`,
  )?.at ?? null;

/** Everybody as the provider shows them: their place, their state in its words, every time-stamp. */
export function ProviderReport({ report, providerName, timeline }: ProviderReportProps) {
  const t = useTranslations("reported");
  const readAt = report?.readAt;
  return (
    <section aria-labelledby="envelope-report" className="grid gap-3">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="envelope-report" className="text-base font-semibold">
          {t("title", { provider: providerName })}
        </h2>
        {readAt ? (
          <span className="text-xs text-muted">
            {t.rich("readAt", { when: () => <When at={readAt} /> })}
          </span>
        ) : null}
      </header>
      {report ? (
        <ol className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
          {report.people.map((person) => (
            <PersonReport
              key={person.key}
              person={person}
              heardAt={heardOf(timeline, person)}
              isWritten={report.signing !== null}
            />
          ))}
        </ol>
      ) : (
        <p className="text-sm text-muted">{t("notYet")}</p>
      )}
    </section>
  );
}

type PersonReportProps = {
  person: ReportedPerson;
  heardAt: Date | null;
  /** Times stand as the provider wrote them, too: they are part of the evidence. */
  isWritten: boolean;
};

function PersonReport({ person, heardAt, isWritten }: PersonReportProps) {
  const t = useTranslations("reported");
  const { order, isTheirTurn, isLegal, isOptional, rawState, stamps, answer, method } = person;
  return (
    <li className="grid gap-1.5 px-3 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <bdi className="font-medium wrap-break-word">{person.name}</bdi>
        {isTheirTurn ? (
          <span className="text-xs font-medium text-tile">{t("isTheirTurn")}</span>
        ) : null}
        <span className="flex flex-wrap gap-x-2 text-xs text-muted">
          {order === null ? null : <span>{t("order", { order })}</span>}
          {method ? <span>{t.rich("method", { bdi, method })}</span> : null}
          {isLegal ? <span>{t("isLegal")}</span> : null}
          {isOptional ? <span>{t("isOptional")}</span> : null}
          {rawState ? <span>{t.rich("rawState", { bdi, state: rawState })}</span> : null}
        </span>
      </p>
      {stamps.length > 0 ? (
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5 text-xs">
          {stamps.map(({ step, at, written }) => (
            <div key={step} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-muted">{t(`steps.${step}`)}</dt>
              <dd className="tabular-nums">
                <When at={new Date(at)} as="stamp" />
                {isWritten ? (
                  <span className="block text-muted wrap-anywhere">
                    {t.rich("written", { code: () => <bdi dir="ltr">{written}</bdi> })}
                  </span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-xs text-muted">
          {answer
            ? t.rich(heardAt ? "heardAt" : "noTime", {
                step: t(`steps.${answer}`),
                when: () => (heardAt ? <When at={heardAt} /> : null),
              })
            : t("nothingYet")}
        </p>
      )}
    </li>
  );
}
