import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { TemplateDetails } from "@/components/templates/template-details";
import { loadTemplateOrLeave } from "./load-or-leave";

type Params = Promise<{ templateId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("templates"))("title") };
}

export default async function TemplatePage({ params }: { params: Params }) {
  return (
    <Words of={["errors", "templates"]}>
      <TemplateDetails template={await loadTemplateOrLeave((await params).templateId)} />
    </Words>
  );
}
