import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { rowLinkLook } from "@/components/ui/table";
import type { EnvelopeListRow } from "@/lib/envelopes/list-envelopes";
import type { Home } from "@/lib/envelopes/load-home";
import type { HomeListName } from "@/lib/envelopes/read-home";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { BoundedNumber } from "./bounded-number";
import { HomeHeading } from "./home-heading";
import { HomeStuck } from "./home-stuck";
import { toListAddress } from "./list-address";
import { bdi } from "./names";
import { StatusChip } from "./status-chip";
import { When } from "./when";

const pressing = ["mine", "needsCheck", "badFiles", "undelivered", "expiring"] as const;
const others = ["drafts", "finished"] as const;

type HomeOverviewProps = {
  home: Home;
  /** What those see who answer for others. */
  office: ReactNode;
};

/** What needs this person now; what is empty is not there. */
export function HomeOverview({ home, office }: HomeOverviewProps) {
  const t = useTranslations("home");
  const { lists, stuck } = home;
  const isEmpty = Object.keys(home.counts).length === 0;
  const isCalm = [stuck, lists.drafts, ...pressing.map((name) => lists[name])].every(
    ({ rows }) => rows.length === 0,
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <PageHeader
        title={t.rich("greeting", { bdi, name: home.personName })}
        description={t(home.seesWholeOffice ? "office" : home.seesOthers ? "teams" : "own")}
      />
      {isEmpty ? <Beginning mayCreate={home.mayCreate} /> : <Counts counts={home.counts} />}
      {!isEmpty && isCalm ? <p className="text-sm text-muted">{t("calm")}</p> : null}
      <Groups home={home} names={pressing} />
      <HomeStuck list={stuck} connections={home.connections} />
      {isEmpty ? null : office}
      <Groups home={home} names={others} />
    </div>
  );
}

function Beginning({ mayCreate }: { mayCreate: boolean }) {
  const t = useTranslations();
  return (
    <EmptyState
      sentence={t(mayCreate ? "home.empty" : "home.emptyReader")}
      action={
        mayCreate ? (
          <LinkButton href="/envelopes/new" variant="primary">
            {t("envelopes.new")}
          </LinkButton>
        ) : null
      }
    />
  );
}

function Counts({ counts }: Pick<Home, "counts">) {
  const t = useTranslations();
  const shown = envelopeStatuses.filter((status) => counts[status]);
  return (
    <nav aria-label={t("home.counts")}>
      <ul className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        {shown.map((status) => {
          const count = counts[status] ?? { count: 0, isMore: false };
          return (
            <li key={status}>
              <Link
                href={toListAddress({ status: [status] })}
                className="grid gap-1.5 sm:min-w-32 rounded-md border border-hairline bg-surface px-3 py-2.5 text-ink no-underline hover:border-edge"
              >
                <span className="text-lg font-semibold tabular-nums">
                  <BoundedNumber of={count} />
                </span>
                <StatusChip status={status} />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Groups({ home: { lists }, names }: { home: Home; names: readonly HomeListName[] }) {
  const shown = names.filter((name) => lists[name].rows.length > 0);
  if (shown.length === 0) return null;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      {shown.map((name) => (
        <section
          key={name}
          aria-labelledby={`home-${name}`}
          className="grid grid-cols-[minmax(0,1fr)] gap-2"
        >
          <HomeHeading name={name} list={lists[name]} />
          <ul className="divide-y divide-hairline overflow-hidden rounded-md border border-hairline bg-surface">
            {lists[name].rows.map((row) => (
              <Row key={row.id} row={row} name={name} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Row({ row, name }: { row: EnvelopeListRow; name: HomeListName }) {
  const untitled = useTranslations("envelopes")("untitled");
  const hasChip = row.isRehearsal || name === "finished";
  const at = name === "expiring" ? (row.expiresAt ?? row.updatedAt) : row.updatedAt;
  return (
    <li className="relative flex min-h-11 items-center gap-x-3 gap-y-1 px-3 py-1.5 hover:bg-neutral-soft max-sm:flex-wrap">
      <Link
        href={`/envelopes/${row.id}`}
        className={cn(rowLinkLook, "min-w-0 grow truncate", hasChip && "max-sm:basis-full")}
      >
        <bdi>{row.title || untitled}</bdi>
      </Link>
      {row.isRehearsal ? <RehearsalChip /> : null}
      {name === "finished" ? <StatusChip status={row.status} /> : null}
      <span className="ms-auto shrink-0 text-xs text-muted">
        <When at={at} as="relative" />
      </span>
    </li>
  );
}
