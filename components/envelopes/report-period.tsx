import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { OfficeReport } from "@/lib/envelopes/load-figures";
import { DayInput } from "./day-input";
import { toReportAddress } from "./report-address";

const offered = ["month", "last_month", "quarter", "year"] as const;

/** The periods of the reader's calendar, and days of one's own. */
export function ReportPeriod({ report: { filter, range } }: { report: OfficeReport }) {
  const t = useTranslations("reports");
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
      <nav aria-label={t("period")} className="lg:mt-7.5">
        <ul className="flex flex-wrap gap-1.5">
          {offered.map((period) => (
            <li key={period}>
              <Link
                href={toReportAddress({ ...filter, period })}
                prefetch={false}
                aria-current={filter.period === period ? "page" : undefined}
                className="flex h-11 items-center rounded-full border border-edge px-4 text-sm text-ink no-underline hover:bg-neutral-soft aria-[current]:border-transparent aria-[current]:bg-tile aria-[current]:text-on-tile md:h-8 md:px-3"
              >
                {t(`periods.${period}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <form
        action="/reports"
        aria-label={t("periods.custom")}
        className="flex flex-wrap items-start gap-3"
        key={`${range.from} ${range.until}`}
      >
        <input type="hidden" name="period" value="custom" />
        <input type="hidden" name="sort" value={filter.sort} />
        {filter.order ? <input type="hidden" name="order" value={filter.order} /> : null}
        <div className="w-44 max-md:w-52">
          <DayInput name="from" label={t("from")} day={range.from} />
        </div>
        <div className="w-44 max-md:w-52">
          <DayInput name="until" label={t("until")} day={range.until} />
        </div>
        <Button type="submit" className="mt-6.5">
          {t("show")}
        </Button>
      </form>
    </div>
  );
}
