import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import type { StatusCounts } from "@/lib/envelopes/count-by-status";
import type { BoundedCount } from "@/lib/envelopes/find-page";
import type { EnvelopeListFilter } from "@/lib/envelopes/list-filter";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { BoundedNumber } from "./bounded-number";
import { toFilterParts } from "./filter-parts";
import { fromFirstPage, toListAddress } from "./list-address";

type StatusFilterProps = { filter: EnvelopeListFilter; counts: StatusCounts };

/**
 * Every status that occurs, as links that keep the rest of the filter. The counts are those of the
 * whole list, so they stand here only while nothing else narrows it.
 */
export function StatusFilter({ filter, counts }: StatusFilterProps) {
  const t = useTranslations();
  const { status: chosen, ...others } = fromFirstPage(filter);
  const isNarrowed = Boolean(others.q) || toFilterParts(others).length > 0;
  const countOf = (count: BoundedCount) => (isNarrowed ? null : count);
  const all = Object.values(counts);
  const total = {
    count: all.reduce((sum, { count }) => sum + count, 0),
    isMore: all.some(({ isMore }) => isMore),
  };
  const shown = envelopeStatuses.filter((status) => counts[status] || chosen?.includes(status));
  return (
    <nav aria-label={t("envelopes.filter")} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex w-max gap-1.5 py-1 md:w-auto md:flex-wrap">
        <FilterLink
          href={toListAddress(others)}
          words={t("envelopes.all")}
          count={countOf(total)}
          isCurrent={chosen === undefined}
        />
        {shown.map((status) => (
          <FilterLink
            key={status}
            href={toListAddress({ status: [status], ...others })}
            words={t(`status.envelope.${status}`)}
            count={countOf(counts[status] ?? { count: 0, isMore: false })}
            isCurrent={chosen?.includes(status) ?? false}
          />
        ))}
      </ul>
    </nav>
  );
}

type FilterLinkProps = {
  href: string;
  words: string;
  count: BoundedCount | null;
  isCurrent: boolean;
};

function FilterLink({ href, words, count, isCurrent }: FilterLinkProps) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={isCurrent ? "true" : undefined}
        className={cn(
          "flex h-11 items-center gap-2 rounded-full border px-3.5 text-sm whitespace-nowrap no-underline md:h-8",
          isCurrent
            ? "border-tile bg-tile-soft font-medium text-on-tile-soft"
            : "border-hairline bg-surface text-ink hover:border-edge",
        )}
      >
        {words}
        {count ? (
          <span className={cn("text-xs tabular-nums", isCurrent ? "" : "text-muted")}>
            <BoundedNumber of={count} />
          </span>
        ) : null}
      </Link>
    </li>
  );
}
