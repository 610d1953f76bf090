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
import type { SlicedCounts } from "@/lib/envelopes/read-figures";
import type { DayRange, SliceUnit } from "@/lib/i18n/calendar-periods";
import { formatDay, formatMonth } from "@/lib/i18n/formats";
import { outcomeNames } from "@/lib/vocabulary/report";
import { CountedLink } from "./counted-link";
import { toCountedList } from "./report-address";

type SentChartProps = {
  name: string;
  report: Pick<OfficeReport, "slices" | "unit" | "hasRehearsals">;
};

/** From below: what came back signed, what was refused, what ended otherwise, what is under way. */
const layers = [
  { name: "completed", fill: "fill-success", swatch: "bg-success", of: ["completed"] },
  { name: "declined", fill: "fill-error", swatch: "bg-error", of: ["declined"] },
  {
    name: "otherwise",
    fill: "fill-edge",
    swatch: "bg-edge",
    of: ["expired", "canceled", "failed"],
  },
  {
    name: "open",
    fill: "fill-tile-soft stroke-tile",
    swatch: "bg-tile-soft border-tile",
    of: ["open"],
  },
] as const;

const sumOf = (slice: SlicedCounts, names: readonly (keyof SlicedCounts)[]): number =>
  names.reduce((sum, name) => sum + Number(slice[name]), 0);

const height = 150;

/** Bars of what was sent and what became of it, and the same as a table. */
export function SentChart({ name, report }: SentChartProps) {
  const t = useTranslations("reports");
  const format = useFormatter();
  const { slices } = report;
  const most = Math.max(1, ...slices.map(({ sent }) => sent));
  const sent = slices.reduce((sum, slice) => sum + slice.sent, 0);
  const toWords = useSliceWords(report.unit);
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-hairline bg-surface p-3 sm:p-4">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="font-medium">{name}</span>
        <Legend />
      </figcaption>
      <div className="grid gap-1">
        <span aria-hidden className="text-xs text-muted tabular-nums">
          {format.number(most, "integer")}
        </span>
        <svg
          role="img"
          aria-label={t("chart", { count: sent, parts: slices.length })}
          width="100%"
          height={height}
          className="block border-y border-hairline rtl:-scale-x-100"
        >
          {slices.map((slice, index) => (
            <Bar
              key={slice.from}
              slice={slice}
              most={most}
              start={(index * 100) / slices.length}
              width={100 / slices.length}
              words={`${toWords(slice)}: ${format.number(slice.sent, "integer")}`}
            />
          ))}
        </svg>
        <Axis slices={slices} unit={report.unit} />
      </div>
      <details>
        <summary className="w-fit py-1 text-sm text-tile">{t("asTable")}</summary>
        <div className="pt-2">
          <SliceTable name={name} report={report} />
        </div>
      </details>
    </figure>
  );
}

function Legend() {
  const t = useTranslations("reports");
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
      {layers.map(({ name, swatch }) => (
        <li key={name} className="flex items-center gap-1.5">
          <span
            aria-hidden
            className={cn("size-2.5 rounded-sm border border-transparent", swatch)}
          />
          {t(`layers.${name}`)}
        </li>
      ))}
    </ul>
  );
}

type BarProps = {
  slice: SlicedCounts;
  most: number;
  /** Of the width of the chart, in per cent. */
  start: number;
  width: number;
  /** What it is called, and how many it stands for. */
  words: string;
};

function Bar({ slice, most, start, width, words }: BarProps) {
  let top = height;
  return (
    <g>
      <title>{words}</title>
      {layers.map(({ name, fill, of }) => {
        const tall = (sumOf(slice, of) * (height - 4)) / most;
        top -= tall;
        return tall > 0 ? (
          <rect
            key={name}
            x={`${start + width * 0.18}%`}
            width={`${width * 0.64}%`}
            y={top}
            height={Math.max(1, tall - 1)}
            className={fill}
          />
        ) : null;
      })}
    </g>
  );
}

const formats = { day: "dayMonth", week: "dayMonth", month: "shortMonth", year: "year" } as const;

/** What a slice is called: its day, its days, its month or its year. */
function useSliceWords(unit: SliceUnit): (days: DayRange) => string {
  const t = useTranslations("reports");
  const locale = useLocale();
  return ({ from, until }) => {
    const say = (day: string) =>
      unit === "month" ? formatMonth(day, locale) : formatDay(day, formats[unit], locale);
    return unit === "week" && from !== until
      ? t("days", { from: say(from), until: say(until) })
      : say(from);
  };
}

/** Below the bars as many names as fit on a telephone, each where its bar begins. */
function Axis({ slices, unit }: Pick<OfficeReport, "slices" | "unit">) {
  const locale = useLocale();
  const step = Math.ceil(slices.length / 6);
  return (
    <div aria-hidden className="flex text-xs text-muted">
      {slices
        .map(({ from }, index) => ({ from, covered: Math.min(step, slices.length - index) }))
        .filter((_, index) => index % step === 0)
        .map(({ from, covered }) => (
          <span key={from} className="min-w-0 basis-0 truncate" style={{ flexGrow: covered }}>
            {formatDay(from, formats[unit], locale)}
          </span>
        ))}
    </div>
  );
}

function SliceTable({ name, report }: SentChartProps) {
  const t = useTranslations("reports");
  const toWords = useSliceWords(report.unit);
  return (
    <Table className={stackedLook.table}>
      <caption className="sr-only">{name}</caption>
      <TableHead className="max-md:sr-only">
        <TableRow>
          <TableHeading>{t(`units.${report.unit}`)}</TableHeading>
          <TableHeading className="text-end">{t("columns.sent")}</TableHeading>
          {outcomeNames.map((outcome) => (
            <TableHeading key={outcome} className="text-end">
              {t(`columns.${outcome}`)}
            </TableHeading>
          ))}
        </TableRow>
      </TableHead>
      <tbody>
        {report.slices.map((slice) => (
          <TableRow key={slice.from} className={stackedLook.row}>
            <TableHeading scope="row" className={cn("font-normal", stackedLook.name)}>
              {toWords(slice)}
            </TableHeading>
            <TableCell data-name={t("columns.sent")} className={cn("text-end", stackedLook.number)}>
              <CountedLink count={slice.sent} href={toCountedList(slice, report, undefined)} />
            </TableCell>
            {outcomeNames.map((outcome) => (
              <TableCell
                key={outcome}
                data-name={t(`columns.${outcome}`)}
                className={cn("text-end", stackedLook.number)}
              >
                <CountedLink count={slice[outcome]} href={toCountedList(slice, report, outcome)} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
