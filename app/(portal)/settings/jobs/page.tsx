import { getTranslations } from "next-intl/server";
import { JobList } from "@/components/operations/job-list";
import { Words } from "@/components/shell/words";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { loadJobs } from "@/lib/operations/loaders";

export default async function JobsPage() {
  const { troubled, waiting } = await loadJobs();
  const t = await getTranslations("jobs");
  return (
    <>
      <PageHeader title={t("title")} description={t("description", { waiting })} />
      {troubled.length === 0 ? (
        <Notice tone="success">{t("allGood")}</Notice>
      ) : (
        <Words of={["errors", "jobs"]}>
          <JobList jobs={troubled} />
        </Words>
      )}
    </>
  );
}
