import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { When } from "@/components/envelopes/when";
import type { CallRates, ConnectionFigures as Figures } from "@/lib/operations/measure-connections";

/** How a connection is doing, in numbers as people read them. */
export function ConnectionFigures({ figures }: { figures: Figures }) {
  const t = useTranslations("connectionFigures");
  const milliseconds = useMilliseconds();
  const { latency, waiting, oldestWaiting, pause, failures } = figures;
  return (
    <dl className="grid content-start gap-3 text-sm">
      <Figure name={t("hour")}>
        <Rates rates={figures.lastHour} />
      </Figure>
      <Figure name={t("day")}>
        <Rates rates={figures.lastDay} />
      </Figure>
      <Figure name={t("latency")}>
        {latency ? (
          <>
            {t("latencyValue", {
              median: milliseconds(latency.median),
              p90: milliseconds(latency.p90),
            })}
            <span className="text-muted">
              {" · "}
              {t("latencyOf", { of: latency.of })}
            </span>
          </>
        ) : (
          t("noLatency")
        )}
      </Figure>
      <Figure name={t("queue")}>
        {t("queueValue", { count: waiting })}
        {oldestWaiting ? (
          <span className="text-muted">
            {" · "}
            {t.rich("queueSince", { when: () => <When at={oldestWaiting} as="relative" /> })}
          </span>
        ) : null}
      </Figure>
      <Figure name={t("breaker")}>
        {pause === null ? (
          t("closed", { failures })
        ) : pause.until ? (
          <Until at={pause.until} />
        ) : (
          t("stopped")
        )}
      </Figure>
    </dl>
  );
}

/** The same in one line, for lists. */
export function ShortFigures({ figures: { lastDay, latency } }: { figures: Figures }) {
  const t = useTranslations("connectionFigures");
  const milliseconds = useMilliseconds();
  if (!latency || lastDay.calls === 0) return t("noLatency");
  return t("short", {
    share: shareOf(lastDay),
    median: milliseconds(latency.median),
  });
}

const shareOf = ({ calls, failed }: CallRates): number => failed / Math.max(1, calls);

function Rates({ rates }: { rates: CallRates }) {
  const t = useTranslations("connectionFigures");
  const { calls, failed, refused } = rates;
  return (
    <>
      {t("rate", { calls, failed, share: shareOf(rates) })}
      {refused > 0 ? (
        <span className="text-muted">
          {" · "}
          {t("refused", { refused })}
        </span>
      ) : null}
    </>
  );
}

function Until({ at }: { at: Date }) {
  const t = useTranslations("connectionFigures");
  const format = useFormatter();
  return t("pausedUntil", { when: format.dateTime(at, "short") });
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

function useMilliseconds(): (value: number) => string {
  const format = useFormatter();
  return (value) =>
    value < 1_000
      ? format.number(value, { style: "unit", unit: "millisecond", unitDisplay: "short" })
      : format.number(value / 1_000, {
          style: "unit",
          unit: "second",
          unitDisplay: "short",
          maximumFractionDigits: 1,
        });
}
