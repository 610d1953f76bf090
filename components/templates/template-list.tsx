import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { SearchForm } from "@/components/ui/search-form";
import { TextLink } from "@/components/ui/text-link";
import type { TemplateList as List } from "@/lib/templates/loaders";
import { TemplateTable } from "./template-table";

/** Every template that is in use, or the archived ones. */
export function TemplateList({ list }: { list: List }) {
  const { rows, filter, mayManage, hasConnection } = list;
  const t = useTranslations("templates");
  const isFiltered = Boolean(filter.q || filter.archived);
  const isEmpty = rows.length === 0 && !isFiltered;
  const add =
    mayManage && hasConnection ? (
      <LinkButton href="/templates/new" variant="primary">
        <Plus aria-hidden />
        {t("new")}
      </LinkButton>
    ) : null;
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={isEmpty ? null : add}
      />
      {isEmpty ? (
        <Nothing list={list} add={add} />
      ) : (
        <SearchForm
          action="/templates"
          q={filter.q}
          kept={{ archived: filter.archived }}
          words={t("search")}
          submitWords={t("searchButton")}
        />
      )}
      {rows.length > 0 ? <TemplateTable rows={rows} /> : null}
      {rows.length === 0 && isFiltered ? (
        <EmptyState
          sentence={t(filter.archived && !filter.q ? "noneArchived" : "noneFound")}
          action={<LinkButton href="/templates">{t("showUsed")}</LinkButton>}
        />
      ) : null}
      <p className="text-sm">
        <TextLink href={filter.archived ? "/templates" : "/templates?archived=yes"}>
          {t(filter.archived ? "showUsed" : "showArchived")}
        </TextLink>
      </p>
    </div>
  );
}

function Nothing({
  list: { mayManage, hasConnection },
  add,
}: {
  list: List;
  add: React.ReactNode;
}) {
  const t = useTranslations("templates");
  if (!mayManage) return <EmptyState sentence={t("emptyReader")} />;
  if (hasConnection) return <EmptyState sentence={t("empty")} action={add} />;
  return (
    <EmptyState
      sentence={t("noConnection")}
      action={<LinkButton href="/settings/providers/new">{t("connect")}</LinkButton>}
    />
  );
}
