import type { OfficeReport } from "@/lib/envelopes/load-figures";
import type { ReportFilter } from "@/lib/envelopes/report-filter";
import type { SpannedDays } from "@/lib/envelopes/span-days";
import type { Outcome, ReportTable } from "@/lib/vocabulary/report";
import { outcomes } from "@/lib/vocabulary/report";
import { toListAddress } from "./list-address";

/** A report with this filter; `sent`, the usual order, is not said. */
export function toReportQuery(filter: Partial<ReportFilter>): string {
  const { period, from, until, sort, order } = filter;
  const isOwn = period === "custom";
  const said = {
    period,
    from: isOwn ? from : undefined,
    until: isOwn ? until : undefined,
    sort: sort === "sent" ? undefined : sort,
    order,
  };
  return new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
}

export const toReportAddress = (filter: Partial<ReportFilter>): string =>
  `/reports?${toReportQuery(filter)}`;

export const toReportFile = (table: ReportTable, filter: Partial<ReportFilter>): string =>
  `/api/reports/${table}?${toReportQuery(filter)}`;

/** Of whom a row of a table tells, as the list asks for it. */
export type RowFilter = Readonly<Partial<Record<"provider" | "team" | "owner", string>>>;

/** The list of exactly the envelopes that a number counts. @param outcome none for all that was sent */
export const toCountedList = (
  { sentFrom, sentTo }: SpannedDays,
  { hasRehearsals }: Pick<OfficeReport, "hasRehearsals">,
  outcome: Outcome | undefined,
  row: RowFilter = {},
): string =>
  toListAddress({
    status: outcome && outcomes[outcome].join(","),
    ...row,
    sentFrom,
    sentTo,
    rehearsal: hasRehearsals ? "no" : undefined,
  });
