import { getTranslations } from "next-intl/server";
import { FactList } from "@/components/operations/fact-list";
import { FindingList } from "@/components/operations/finding-list";
import { JobList } from "@/components/operations/job-list";
import { JobTable } from "@/components/operations/job-table";
import { Words } from "@/components/shell/words";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { loadSystem } from "@/lib/operations/loaders";

export default async function SystemPage() {
  const { facts, findings, jobs, troubled, hasMetrics } = await loadSystem();
  const t = await getTranslations("system");
  return (
    <Words of={["errors", "jobs"]}>
      <PageHeader
        title={t("title")}
        description={t.rich("description", { code: (chunks) => <code dir="ltr">{chunks}</code> })}
      />
      {findings.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="font-semibold">{t("findingsTitle")}</h2>
          <FindingList findings={findings} />
        </section>
      ) : (
        <Notice tone="success">{t("allGood")}</Notice>
      )}
      {troubled.length > 0 ? (
        <section id="failed-work" className="grid scroll-mt-20 gap-3">
          <h2 className="font-semibold">{t("troubledTitle")}</h2>
          <JobList jobs={troubled} />
        </section>
      ) : null}
      <section className="grid gap-3">
        <div className="grid gap-1">
          <h2 className="font-semibold">{t("jobsTitle")}</h2>
          <p className="text-xs text-muted">{t("jobsHelp")}</p>
        </div>
        {jobs.length > 0 ? (
          <JobTable jobs={jobs} />
        ) : (
          <p className="text-sm text-muted">{t("noJobs")}</p>
        )}
      </section>
      <section className="grid gap-3">
        <h2 className="font-semibold">{t("factsTitle")}</h2>
        <FactList facts={facts} />
      </section>
      <section className="grid gap-1">
        <h2 className="font-semibold">{t("metricsTitle")}</h2>
        <p className="text-sm text-muted">{t(hasMetrics ? "metricsOn" : "metricsOff")}</p>
      </section>
    </Words>
  );
}
