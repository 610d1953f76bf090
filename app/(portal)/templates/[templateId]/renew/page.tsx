import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { RenewTemplate } from "@/components/templates/renew-template";
import { PageHeader } from "@/components/ui/page-header";
import { loadTemplateToChange } from "../load-or-leave";

type Params = Promise<{ templateId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("renewTitle") };
}

export default async function RenewTemplatePage({ params }: { params: Params }) {
  const template = await loadTemplateToChange((await params).templateId);
  const t = await getTranslations("templates");
  return (
    <Words of={["errors", "recipientRoles", "templateSample", "templates"]}>
      <div className="grid gap-6">
        <PageHeader title={t("renewTitle")} description={<bdi>{template.name}</bdi>} />
        <RenewTemplate template={template} />
      </div>
    </Words>
  );
}
