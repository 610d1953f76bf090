import { Download } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { OfficeReport as Report } from "@/lib/envelopes/load-figures";
import { formatDay, formatDuration } from "@/lib/i18n/formats";
import type { ReportTable as Table } from "@/lib/vocabulary/report";
import { outcomeNames } from "@/lib/vocabulary/report";
import { CountedLink } from "./counted-link";
import { toCountedList, toReportFile } from "./report-address";
import { ReportPeriod } from "./report-period";
import { ReportTable } from "./report-table";
import { SentChart } from "./sent-chart";

/** What was sent in a period and what became of it: in all, over time, by provider, team and person. */
export function OfficeReport({ report }: { report: Report }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const { range, total, isUpToDate, seesOthers } = report;
  const [from, until] = [range.from, range.until].map((day) => formatDay(day, "date", locale));
  // Who counts only their own is the only sender.
  const tables = seesOthers
    ? (["providers", "teams", "people"] as const)
    : (["providers"] as const);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <PageHeader
        title={t("title")}
        description={`${t("description")}${seesOthers ? "" : ` ${t("own")}`}`}
      />
      <ReportPeriod report={report} />
      <p className="font-medium">{t("shown", { from: from ?? "", until: until ?? "" })}</p>
      {isUpToDate ? null : <Notice tone="info">{t("behind")}</Notice>}
      {total.sent === 0 ? (
        <EmptyState sentence={t("none")} />
      ) : (
        <>
          <Totals report={report} />
          <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
            <FileLink table="periods" report={report} />
            <SentChart name={t("chartName")} report={report} />
          </section>
          {tables.map((table) =>
            report[table].length > 0 ? (
              <section
                key={table}
                aria-labelledby={`report-${table}`}
                className="grid grid-cols-[minmax(0,1fr)] gap-2"
              >
                <FileLink table={table} report={report} />
                <ReportTable table={table} report={report} />
              </section>
            ) : null,
          )}
          <Definitions timeZone={report.timeZone} />
        </>
      )}
    </div>
  );
}

function FileLink({ table, report }: { table: Table; report: Report }) {
  const t = useTranslations("reports");
  const name = t(`tables.${table}`);
  return (
    <header className="flex items-baseline justify-between gap-3">
      <h2 id={`report-${table}`} className="text-base font-semibold">
        {name}
      </h2>
      <a
        href={toReportFile(table, report.filter)}
        download
        aria-label={t("csvOf", { table: name })}
        className="inline-flex min-h-6 items-center gap-1.5 text-sm text-tile"
      >
        <Download aria-hidden className="size-4" />
        {t("csv")}
      </a>
    </header>
  );
}

function Totals({ report }: { report: Report }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const locale = useLocale();
  const { total, range } = report;
  const rates = { completed: total.completionRate, declined: total.declineRate };
  const rateOf = (name: string) => (name in rates ? rates[name as keyof typeof rates] : null);
  return (
    <section aria-label={t("figures")}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-hairline bg-hairline sm:grid-cols-3 lg:grid-cols-9">
        {(["sent", ...outcomeNames] as const).map((name) => {
          const rate = rateOf(name);
          return (
            <div key={name} className="grid content-start gap-0.5 bg-surface px-3 py-2.5">
              <dt className="text-xs text-muted">{t(`columns.${name}`)}</dt>
              <dd className="w-fit text-lg font-semibold tabular-nums">
                <CountedLink
                  className="justify-start"
                  count={total[name]}
                  href={toCountedList(range, report, name === "sent" ? undefined : name)}
                />
              </dd>
              {rate === null ? null : (
                <dd className="text-xs text-muted">
                  {t("ofSent", { rate: format.number(rate, "rate") })}
                </dd>
              )}
            </div>
          );
        })}
        {(["median", "ninetieth"] as const).map((name) => {
          const time = total[name];
          return (
            <div
              key={name}
              className="grid content-start gap-0.5 bg-surface px-3 py-2.5 max-sm:last:col-span-2"
            >
              <dt className="text-xs text-muted">{t(`columns.${name}`)}</dt>
              <dd className="font-semibold">
                {time === null ? t("noTime") : formatDuration(time, locale)}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Definitions({ timeZone }: { timeZone: string }) {
  const t = useTranslations("reports");
  return (
    <section className="grid max-w-[72ch] gap-1 text-sm text-muted">
      <h2 className="font-semibold text-ink">{t("definitions")}</h2>
      <p>{t("sentIs", { timeZone })}</p>
      <p>{t("rateIs")}</p>
      <p>{t("timeIs")}</p>
    </section>
  );
}
