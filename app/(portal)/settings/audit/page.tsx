import { getTranslations } from "next-intl/server";
import { AuditTable } from "@/components/accounts/audit-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { loadAudit } from "@/lib/accounts/loaders";

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const toSequence = (text: unknown): number | undefined =>
  typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const before = toSequence((await searchParams).before);
  const { events, older, timeZone } = await loadAudit(before);
  const t = await getTranslations("auditLog");
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {events.length === 0 ? (
        <EmptyState sentence={t("empty")} />
      ) : (
        <AuditTable events={events} timeZone={timeZone} />
      )}
      <div className="flex gap-2">
        {older === undefined ? null : (
          <LinkButton href={`/settings/audit?before=${older}`}>{t("older")}</LinkButton>
        )}
        {before === undefined ? null : (
          <LinkButton href="/settings/audit">{t("newest")}</LinkButton>
        )}
      </div>
    </>
  );
}
