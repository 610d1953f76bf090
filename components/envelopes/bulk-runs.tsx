import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { BulkRunBrief } from "@/lib/envelopes/read-bulk";
import { When } from "./when";

/** What one person has done to many envelopes at once, newest first. */
export function BulkRuns({ runs }: { runs: readonly BulkRunBrief[] }) {
  const t = useTranslations("bulk");
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
      <PageHeader title={t("runs")} description={t("runsHelp")} />
      {runs.length === 0 ? (
        <EmptyState
          sentence={t("noRuns")}
          action={<LinkButton href="/envelopes">{t("toList")}</LinkButton>}
        />
      ) : (
        <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface text-sm">
          {runs.map(({ id, act, state, done, total, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3 py-3">
              <TextLink href={`/envelopes/bulk/${id}`} prefetch={false} className="me-auto">
                {t(`titles.${act}`, { count: total })}
              </TextLink>
              <span className="text-muted tabular-nums">
                {state === "running" ? t("progress", { done, total }) : t("states.done")}
              </span>
              <span className="text-muted">
                <When at={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
