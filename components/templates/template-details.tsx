import { useTranslations } from "next-intl";
import { RehearsalChip } from "@/components/connections/rehearsal-chip";
import { When } from "@/components/envelopes/when";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import type { TemplateView } from "@/lib/templates/loaders";
import { ArchiveSwitch } from "./archive-switch";
import { ShapeSummary } from "./shape-summary";
import { UseTemplate } from "./use-template";

/** A saved template: what it asks for, its versions, and what can be done with it. */
export function TemplateDetails({ template }: { template: TemplateView }) {
  const { id, name, version, connection, archivedAt, may } = template;
  const t = useTranslations("templates");
  return (
    <div className="grid gap-6">
      <PageHeader
        title={<bdi>{name}</bdi>}
        aside={connection.isRehearsal ? <RehearsalChip /> : null}
        description={
          <>
            <bdi>{connection.name}</bdi> · {t("versionNumber", { version })}
          </>
        }
        actions={
          <>
            {may.manage && !archivedAt ? (
              <>
                <LinkButton href={`/templates/${id}/edit`} className="h-11 md:h-10">
                  {t("edit")}
                </LinkButton>
                {connection.isEnabled ? (
                  <LinkButton href={`/templates/${id}/renew`} className="h-11 md:h-10">
                    {t("renew")}
                  </LinkButton>
                ) : null}
              </>
            ) : null}
            {may.manage ? <ArchiveSwitch templateId={id} isArchived={archivedAt !== null} /> : null}
            {may.use ? (
              <LinkButton href={`/templates/${id}/many`} className="h-11 md:h-10">
                {t("many")}
              </LinkButton>
            ) : null}
            {may.use ? <UseTemplate templateId={id} /> : null}
          </>
        }
      />
      {archivedAt ? <Notice tone="info">{t("archivedNotice")}</Notice> : null}
      {connection.isEnabled ? null : <Notice tone="warning">{t("connectionOff")}</Notice>}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ShapeSummary shape={template.shape} />
        <section aria-labelledby="template-versions" className="grid gap-2">
          <h2 id="template-versions" className="text-sm font-semibold">
            {t("versions")}
          </h2>
          <ol className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
            {template.versions.map(({ number, authorName, createdAt }) => (
              <li key={number} className="grid px-3 py-2 text-sm">
                <span className="font-medium">
                  {t("versionNumber", { version: number })}
                  {number === version ? (
                    <span className="font-normal text-muted"> · {t("current")}</span>
                  ) : null}
                </span>
                <span className="text-xs text-muted">
                  {t.rich("versionBy", {
                    bdi: (chunks) => <bdi>{chunks}</bdi>,
                    name: authorName,
                    when: () => <When at={createdAt} as="relative" />,
                  })}
                </span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}
