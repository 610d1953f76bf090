import Link from "next/link";
import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { rowLinkLook } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Home } from "@/lib/envelopes/load-home";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { BoundedNumber } from "./bounded-number";
import { toListAddress } from "./list-address";
import { bdi } from "./names";
import { StatusChip } from "./status-chip";
import { When } from "./when";

/** What needs this person now; first what runs out, then what stands still, then what is theirs. */
export function HomeOverview({ home }: { home: Home }) {
  const t = useTranslations("home");
  const isEmpty = Object.keys(home.counts).length === 0;
  const isCalm = [home.expiring, home.stuck, home.drafts].every((list) => list.length === 0);
  return (
    <div className="grid gap-6">
      <PageHeader
        title={t.rich("greeting", { bdi, name: home.personName })}
        description={isEmpty ? undefined : t(home.seesWholeOffice ? "office" : "own")}
      />
      {isEmpty ? <Beginning mayCreate={home.mayCreate} /> : <Counts counts={home.counts} />}
      {!isEmpty && isCalm ? <p className="text-sm text-muted">{t("calm")}</p> : null}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Group
          name="expiring"
          rows={home.expiring}
          href={toListAddress({ status: ["in_progress"] })}
        />
        <Group name="stuck" rows={home.stuck} href={toListAddress({ status: ["in_progress"] })} />
        <Group name="drafts" rows={home.drafts} href={toListAddress({ status: ["draft"] })} />
        <Group name="finished" rows={home.finished} href={toListAddress({})} />
      </div>
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
      <ul className="flex flex-wrap gap-2">
        {shown.map((status) => {
          const count = counts[status] ?? { count: 0, isMore: false };
          return (
            <li key={status} className="grow sm:grow-0">
              <Link
                href={toListAddress({ status: [status] })}
                className="grid min-w-32 gap-1.5 rounded-md border border-hairline bg-surface px-3 py-2.5 text-ink no-underline hover:border-edge"
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

type GroupProps = {
  name: "expiring" | "stuck" | "drafts" | "finished";
  rows: Home["drafts"];
  href: string;
};

function Group({ name, rows, href }: GroupProps) {
  const t = useTranslations("home");
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={`home-${name}`} className="grid gap-2">
      <header className="flex items-baseline gap-2">
        <h2 id={`home-${name}`} className="text-base font-semibold">
          {t(name)}
        </h2>
        {name === "finished" ? null : (
          <span className="min-w-0 truncate text-xs text-muted">{t(`${name}Help`)}</span>
        )}
        <TextLink href={href} className="ms-auto shrink-0 text-sm">
          {t("all")}
          <span className="sr-only"> {t(name)}</span>
        </TextLink>
      </header>
      <ul className="divide-y divide-hairline overflow-hidden rounded-md border border-hairline bg-surface">
        {rows.map((row) => (
          <Row key={row.id} row={row} name={name} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, name }: { row: Home["drafts"][number]; name: GroupProps["name"] }) {
  const untitled = useTranslations("envelopes")("untitled");
  const at = name === "expiring" ? (row.expiresAt ?? row.updatedAt) : row.updatedAt;
  return (
    <li className="relative flex min-h-11 items-center gap-x-3 gap-y-1 px-3 py-1.5 hover:bg-neutral-soft max-sm:flex-wrap">
      <Link
        href={`/envelopes/${row.id}`}
        className={cn(rowLinkLook, "min-w-0 grow truncate", row.isRehearsal && "max-sm:basis-full")}
      >
        <bdi>{row.title || untitled}</bdi>
      </Link>
      {row.isRehearsal ? <RehearsalChip /> : null}
      {name === "finished" ? <StatusChip status={row.status} /> : null}
      <span className="shrink-0 text-xs text-muted">
        <When at={at} as="relative" />
      </span>
    </li>
  );
}
