import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import type { EnvelopeList as List } from "@/lib/envelopes/loaders";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { ActiveFilters } from "./active-filters";
import { ColumnsMenu } from "./columns-menu";
import { EnvelopeTable } from "./envelope-table";
import { FilterDialog } from "./filter-dialog";
import { FilterMenu } from "./filter-menu";
import { toFilterParts } from "./filter-parts";
import { fromFirstPage, toListAddress } from "./list-address";
import type { ListColumn } from "./list-columns";
import { keyColumnOf, listColumns, toColumns } from "./list-columns";
import { ListPages } from "./list-pages";
import { ListSearch } from "./list-search";
import { StatusFilter } from "./status-filter";
import { ViewTabs } from "./view-tabs";

type EnvelopeListProps = {
  list: List;
  /** Columns that this browser keeps, as `keepColumns` writes them. */
  keptColumns: string | undefined;
};

export function EnvelopeList({ list, keptColumns }: EnvelopeListProps) {
  const { rows, filter, counts, mayCreate } = list;
  const t = useTranslations("envelopes");
  const isEmpty = Object.keys(counts).length === 0;
  if (isEmpty) return <NothingYet mayCreate={mayCreate} />;
  const offered = offeredColumns(list);
  const columns = toColumns(keptColumns, offered, list.sort.by);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <PageHeader
        title={t("title")}
        actions={
          mayCreate ? (
            <LinkButton href="/envelopes/new" variant="primary" className="max-md:hidden">
              <Plus aria-hidden />
              {t("new")}
            </LinkButton>
          ) : null
        }
      />
      <ViewTabs list={list} />
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-0 grow basis-64">
          <ListSearch filter={filter} />
        </div>
        <Filters list={list} />
        <ColumnsMenu shown={columns} offered={offered} fixed={keyColumnOf(list.sort.by)} />
      </div>
      <StatusFilter filter={filter} counts={counts} />
      <ActiveFilters list={list} />
      {rows.length > 0 ? (
        <>
          <OrderNote list={list} />
          <EnvelopeTable list={list} columns={columns} />
        </>
      ) : (
        <EmptyState
          sentence={t(filter.after || filter.before ? "pageGone" : "noneFound")}
          action={
            filter.after || filter.before ? (
              <LinkButton href={toListAddress(fromFirstPage(filter))}>{t("firstPage")}</LinkButton>
            ) : (
              <LinkButton href="/envelopes">{t("showAll")}</LinkButton>
            )
          }
        />
      )}
      <ListPages list={list} />
    </div>
  );
}

function NothingYet({ mayCreate }: { mayCreate: boolean }) {
  const t = useTranslations();
  return (
    <div className="grid gap-4">
      <PageHeader title={t("envelopes.title")} />
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
    </div>
  );
}

function offeredColumns({ choices }: List): readonly ListColumn[] {
  const isOffered: Partial<Record<ListColumn, boolean>> = {
    owner: choices.owners.length > 0,
    team: choices.teams.length > 0,
  };
  return listColumns.filter((name) => isOffered[name] ?? true);
}

function Filters({ list: { filter: whole, choices } }: { list: List }) {
  const t = useTranslations();
  const filter = fromFirstPage(whole);
  const { providers, owners, teams, hasRehearsals } = choices;
  const options = {
    status: envelopeStatuses.map((id) => ({ id, name: t(`status.envelope.${id}`) })),
    provider: providers.length > 1 ? providers : [],
    owner: owners.length > 1 ? owners : [],
    team: teams.length > 0 ? [...teams, { id: "none", name: t("envelopes.noTeam") }] : [],
    hasRehearsals,
  };
  return (
    <>
      {(["provider", "owner", "team"] as const).map((name) => (
        <FilterMenu key={name} name={name} options={options[name]} filter={filter} />
      ))}
      <FilterDialog filter={filter} active={toFilterParts(filter).length} options={options} />
    </>
  );
}

/** An order by a date leaves out what has no such date. */
function OrderNote({ list: { sort } }: { list: List }) {
  const t = useTranslations("envelopes");
  if (sort.by === "updated" || sort.by === "status") return null;
  return <p className="text-xs text-muted">{t(`leftOut.${sort.by}`)}</p>;
}
