import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { ManyForm } from "@/components/templates/many-form";
import { PageHeader } from "@/components/ui/page-header";
import type { ManyView } from "@/lib/envelopes/load-many";
import { loadMany } from "@/lib/envelopes/load-many";
import { AppError } from "@/lib/kernel/errors";

type Params = Promise<{ templateId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("many"))("title") };
}

async function loadOrLeave(templateId: string): Promise<ManyView> {
  try {
    return await loadMany(templateId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "conflict") redirect(`/templates/${templateId}`);
    notFound();
  }
}

export default async function SendToManyPage({ params }: { params: Params }) {
  const view = await loadOrLeave((await params).templateId);
  const t = await getTranslations("many");
  return (
    <Words
      of={[
        "connections",
        "draft",
        "errors",
        "formatProblems",
        "identity",
        "many",
        "passwordInput",
        "providers",
      ]}
    >
      <div className="grid gap-6">
        <PageHeader title={t("title")} description={<bdi>{view.name}</bdi>} />
        <ManyForm key={view.version} view={view} />
      </div>
    </Words>
  );
}
