import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import {
  stackedLook,
  Table,
  TableCell,
  TableHead,
  TableHeading,
  TableRow,
} from "@/components/ui/table";
import type { OfficeReport } from "@/lib/envelopes/load-figures";
import type { NamedFigures } from "@/lib/envelopes/read-figures";
import { formatDuration } from "@/lib/i18n/formats";
import type { ReportColumn } from "@/lib/vocabulary/report";
import { outcomeNames, reportColumns } from "@/lib/vocabulary/report";
import { CountedLink } from "./counted-link";
import type { RowFilter } from "./report-address";
import { toCountedList, toReportAddress } from "./report-address";

type Named = "providers" | "teams" | "people";
type ReportTableProps = { table: Named; report: OfficeReport };

/** More than a screen is for; the file has all of them. */
const mostRows = 100;

/** One row for each provider, team or person, in the order that the address asks for. */
export function ReportTable({ table, report }: ReportTableProps) {
  const t = useTranslations("reports");
  const rows = report[table];
  return (
    <>
      <Table className={stackedLook.table}>
        <caption className="sr-only">{t(`tables.${table}`)}</caption>
        <TableHead className={stackedLook.head}>
          <TableRow>
            <SortHeading by="name" table={table} report={report} />
            {reportColumns.map((by) => (
              <SortHeading key={by} by={by} table={table} report={report} />
            ))}
          </TableRow>
        </TableHead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <Row key={row.id} row={row} table={table} report={report} />
          ))}
        </tbody>
      </Table>
      {rows.length > mostRows ? (
        <p className="text-xs text-muted">{t("more", { count: rows.length - mostRows })}</p>
      ) : null}
    </>
  );
}

function SortHeading({ by, table, report }: ReportTableProps & { by: "name" | ReportColumn }) {
  const t = useTranslations("reports");
  const { filter, order } = report;
  const isSorted = filter.sort === by;
  const Arrow = order === "asc" ? ArrowUp : ArrowDown;
  const turned = order === "asc" ? "desc" : "asc";
  return (
    <TableHeading
      aria-sort={isSorted ? (order === "asc" ? "ascending" : "descending") : undefined}
      className={by === "name" ? undefined : "text-end"}
    >
      <Link
        href={toReportAddress({ ...filter, sort: by, order: isSorted ? turned : undefined })}
        prefetch={false}
        scroll={false}
        aria-current={isSorted ? "true" : undefined}
        className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-muted no-underline hover:text-ink aria-[current]:text-ink"
      >
        {by === "name" ? t(`names.${table}`) : t(`columns.${by}`)}
        {isSorted ? <Arrow aria-hidden className="size-3.5" /> : null}
      </Link>
    </TableHeading>
  );
}

const rowFilterOf = (table: Named, id: string): RowFilter =>
  table === "providers" ? { provider: id } : table === "teams" ? { team: id } : { owner: id };

function Row({ row, table, report }: ReportTableProps & { row: NamedFigures }) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const locale = useLocale();
  const filter = rowFilterOf(table, row.id);
  return (
    <TableRow className={stackedLook.row}>
      <TableHeading scope="row" className={cn("min-w-32", stackedLook.name)}>
        <bdi>{row.name || t("noTeam")}</bdi>
      </TableHeading>
      {(["sent", ...outcomeNames] as const).map((name) => (
        <TableCell
          key={name}
          data-name={t(`columns.${name}`)}
          className={cn("text-end", stackedLook.number)}
        >
          <CountedLink
            count={row[name]}
            href={toCountedList(report.range, report, name === "sent" ? undefined : name, filter)}
          />
        </TableCell>
      ))}
      {(["completionRate", "declineRate"] as const).map((name) => (
        <TableCell
          key={name}
          data-name={t(`columns.${name}`)}
          className={cn("text-end", stackedLook.number)}
        >
          {row[name] === null ? t("noTime") : format.number(row[name], "rate")}
        </TableCell>
      ))}
      {(["median", "ninetieth"] as const).map((name) => (
        <TableCell
          key={name}
          data-name={t(`columns.${name}`)}
          className={cn("text-end whitespace-nowrap", stackedLook.number)}
        >
          {row[name] === null ? t("noTime") : formatDuration(row[name], locale)}
        </TableCell>
      ))}
    </TableRow>
  );
}
