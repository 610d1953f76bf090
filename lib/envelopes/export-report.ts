import "server-only";
import { write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { formatDay } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { writeCsv } from "@/lib/kernel/write-csv";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ReportColumn, ReportTable } from "@/lib/vocabulary/report";
import { outcomeNames, reportColumns } from "@/lib/vocabulary/report";
import type { Export } from "./export-facts";
import type { OfficeReport } from "./load-figures";
import { makeReport } from "./load-figures";
import type { Figures } from "./read-figures";
import type { ReportFilter } from "./report-filter";
import { translatorFor } from "./row-cells";

const countColumns = ["sent", ...outcomeNames] as const;
const isTime = (name: ReportColumn) => name === "median" || name === "ninetieth";
const isRate = (name: ReportColumn) => name === "completionRate" || name === "declineRate";
const hour = 3_600_000;

/** Plain numbers, in Latin digits, so that a spreadsheet can count on: per cent and hours. */
function toCell(name: ReportColumn, figures: Figures): string {
  const figure = figures[name];
  if (figure === null) return "";
  if (isRate(name)) return (figure * 100).toFixed(1);
  return isTime(name) ? (figure / hour).toFixed(1) : String(figure);
}

/**
 * One table of a report, whole, with the headings of the reader's language. It is audited like every
 * file that leaves.
 */
export async function exportReport(
  actor: AccountActor,
  table: ReportTable,
  filter: ReportFilter,
  locale: Locale,
  now: Date,
): Promise<Export> {
  const report = await makeReport(actor, filter, locale, now);
  const t = translatorFor(locale);
  const headingOf = (name: ReportColumn): string => {
    const words = t(`reports.columns.${name}`);
    if (isRate(name)) return t("reports.percent", { name: words });
    return isTime(name) ? t("reports.hours", { name: words }) : words;
  };
  const toDay = (day: string) => formatDay(day, "date", locale);
  const rows =
    table === "periods"
      ? [
          [t("reports.firstDay"), t("reports.lastDay"), ...countColumns.map(headingOf)],
          ...report.slices.map((slice) => [
            toDay(slice.from),
            toDay(slice.until),
            ...countColumns.map((name) => String(slice[name])),
          ]),
        ]
      : [
          [t(`reports.names.${table}`), ...reportColumns.map(headingOf)],
          ...report[table].map((row) => [
            row.name || t("reports.noTeam"),
            ...reportColumns.map((name) => toCell(name, row)),
          ]),
        ];
  await noteDownload(actor, table, report, now);
  const { from, until } = report.range;
  return {
    name: t("reports.fileName", { table: t(`reports.tables.${table}`), from, until }),
    mediaType: "text/csv; charset=utf-8",
    content: writeCsv(rows),
  };
}

const noteDownload = (
  actor: AccountActor,
  table: ReportTable,
  { range: { from, until } }: OfficeReport,
  now: Date,
): Promise<void> =>
  write((tx) =>
    recordAudit(tx, {
      action: "report.downloaded",
      actor,
      at: now,
      details: { table, from, until },
    }),
  );
