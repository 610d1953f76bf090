import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { TemplateEditor } from "@/components/templates/template-editor";
import { PageHeader } from "@/components/ui/page-header";
import { loadTemplateToChange } from "../load-or-leave";

type Params = Promise<{ templateId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("editTitle") };
}

export default async function EditTemplatePage({ params }: { params: Params }) {
  const template = await loadTemplateToChange((await params).templateId);
  const t = await getTranslations("templates");
  return (
    <Words of={["errors", "inputErrors", "recipientRoles", "templates"]}>
      <div className="grid gap-6">
        <PageHeader title={t("editTitle")} description={t("editDescription")} />
        <TemplateEditor key={template.version} template={template} />
      </div>
    </Words>
  );
}
