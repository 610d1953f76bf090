import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import type { EnvelopeList as List } from "@/lib/envelopes/loaders";
import { EnvelopeTable } from "./envelope-table";
import { toListAddress } from "./list-address";
import { ListSearch } from "./list-search";
import { StatusFilter } from "./status-filter";

export function EnvelopeList({ list }: { list: List }) {
  const { rows, filter, counts, mayCreate, seesWholeOffice } = list;
  const t = useTranslations("envelopes");
  const home = useTranslations("home");
  const isEmpty = Object.keys(counts).length === 0;
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t("title")}
        actions={
          mayCreate && !isEmpty ? (
            <LinkButton href="/envelopes/new" variant="primary" className="max-md:hidden">
              <Plus aria-hidden />
              {t("new")}
            </LinkButton>
          ) : null
        }
      />
      {isEmpty ? (
        <EmptyState
          sentence={home(mayCreate ? "empty" : "emptyReader")}
          action={
            mayCreate ? (
              <LinkButton href="/envelopes/new" variant="primary">
                {t("new")}
              </LinkButton>
            ) : null
          }
        />
      ) : (
        <>
          <ListSearch filter={filter} />
          <StatusFilter filter={filter} counts={counts} />
          {rows.length > 0 ? (
            <EnvelopeTable rows={rows} showsOwner={seesWholeOffice} />
          ) : (
            <EmptyState
              sentence={t("noneFound")}
              action={<LinkButton href="/envelopes">{t("showAll")}</LinkButton>}
            />
          )}
          <Pages list={list} />
        </>
      )}
    </div>
  );
}

function Pages({ list: { rows, filter, next } }: { list: List }) {
  const t = useTranslations("envelopes");
  if (rows.length === 0) return null;
  return (
    <nav aria-label={t("pages")} className="flex items-center gap-2">
      <p className="me-auto text-xs text-muted">{t("found", { count: rows.length })}</p>
      {filter.after ? (
        <LinkButton href={toListAddress({ ...filter, after: undefined })}>{t("newest")}</LinkButton>
      ) : null}
      {next ? (
        <LinkButton href={toListAddress({ ...filter, after: next })}>{t("older")}</LinkButton>
      ) : null}
    </nav>
  );
}
