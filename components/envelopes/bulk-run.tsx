import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { BulkRunView } from "@/lib/envelopes/load-bulk";
import { BulkOutlook } from "./bulk-outlook";
import { BulkProgress } from "./bulk-progress";
import { BulkRows } from "./bulk-rows";
import { Fact, Facts } from "./facts";
import { StartBulk } from "./start-bulk";
import { When } from "./when";

/** One act on many envelopes: what would happen, how far it is, what became of each. */
export function BulkRun({ run }: { run: BulkRunView }) {
  const t = useTranslations("bulk");
  const { id, act, state, done, total, rows } = run;
  const isPlanned = state === "planned";
  return (
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title={t(`titles.${act}`, { count: total })}
        description={t(`states.${state}`)}
        actions={
          isPlanned ? null : (
            <LinkButton href={`/api/envelopes/bulk/${id}`} prefetch={false} className="max-md:h-11">
              <Download aria-hidden />
              {t("csv")}
            </LinkButton>
          )
        }
      />
      <Facts>
        <Fact name={t("begun")}>
          <When at={run.createdAt} />
        </Fact>
        {run.order.act === "extend" ? (
          <Fact name={t("day")}>
            <When at={run.order.expiresAt} as="date" />
          </Fact>
        ) : null}
        {run.order.act === "cancel" ? (
          <Fact name={t("reason")}>
            <bdi>{run.order.reason}</bdi>
          </Fact>
        ) : null}
        {run.ownerName ? (
          <Fact name={t("owner")}>
            <bdi>{run.ownerName}</bdi>
          </Fact>
        ) : null}
        {run.teamName ? (
          <Fact name={t("team")}>
            <bdi>{run.teamName}</bdi>
          </Fact>
        ) : null}
      </Facts>
      {state === "running" ? <BulkProgress runId={id} atFirst={{ state, done, total }} /> : null}
      {state === "running" ? null : (
        <section className="grid gap-3">
          <h2 className="font-semibold">{t(isPlanned ? "outlook" : "results")}</h2>
          <BulkOutlook run={run} />
          {isPlanned ? (
            <div className="flex flex-wrap">
              <StartBulk run={run} />
            </div>
          ) : null}
        </section>
      )}
      <BulkRows
        act={act}
        rows={rows.map(({ foreseen, outcome, ...row }) => ({
          ...row,
          outcome: isPlanned && foreseen !== "done" ? foreseen : outcome,
        }))}
      />
      <p className="text-sm">
        <TextLink href="/envelopes/bulk">{t("runs")}</TextLink>
      </p>
    </div>
  );
}
