import { Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
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
      {isEmpty ? <Nothing list={list} add={add} /> : <ListSearch filter={filter} />}
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

/** A plain form, so it works before any script has loaded. */
function ListSearch({ filter: { q, archived } }: { filter: List["filter"] }) {
  const t = useTranslations("templates");
  return (
    <search>
      <form action="/templates" className="flex gap-2">
        {archived ? <input type="hidden" name="archived" value={archived} /> : null}
        <div className="relative min-w-0 grow md:max-w-96">
          <Search
            aria-hidden
            className="pointer-events-none absolute start-3 top-3 size-4 text-muted"
          />
          <Input
            key={q}
            type="search"
            name="q"
            defaultValue={q ?? ""}
            aria-label={t("search")}
            placeholder={t("search")}
            className="ps-9"
          />
        </div>
        <Button type="submit">{t("searchButton")}</Button>
      </form>
    </search>
  );
}
