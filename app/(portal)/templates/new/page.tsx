import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { NewTemplate } from "@/components/templates/new-template";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { loadNewTemplate } from "@/lib/templates/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("new") };
}

export default async function NewTemplatePage() {
  const connections = await loadNewTemplate();
  const t = await getTranslations("templates");
  return (
    <Words of={["errors", "inputErrors", "recipientRoles", "templateSample", "templates"]}>
      <div className="grid gap-6">
        <PageHeader title={t("new")} description={t("newDescription")} />
        {connections.length > 0 ? (
          <NewTemplate connections={connections} />
        ) : (
          <EmptyState sentence={t("noConnection")} />
        )}
      </div>
    </Words>
  );
}
