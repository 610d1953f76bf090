import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DropAnywhere } from "@/components/documents/drop-anywhere";
import { Uploader } from "@/components/documents/uploader";
import { DraftSteps } from "@/components/envelopes/draft-steps";
import { Words } from "@/components/shell/words";
import { TemplateChoice } from "@/components/templates/template-choice";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/accounts/require-session";
import { env } from "@/lib/kernel/env";
import type { TemplateOffer } from "@/lib/templates/loaders";
import { loadTemplateChoices } from "@/lib/templates/loaders";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("newEnvelope"))("title") };
}

export default async function NewEnvelopePage() {
  await requirePermission("envelope.create");
  return <NewEnvelope limit={env().UPLOAD_MAX_MB} templates={await loadTemplateChoices()} />;
}

type NewEnvelopeProps = { limit: number; templates: readonly TemplateOffer[] };

function NewEnvelope({ limit, templates }: NewEnvelopeProps) {
  const t = useTranslations("newEnvelope");
  return (
    <div className="grid gap-6">
      <DraftSteps current="file" />
      <PageHeader title={t("title")} description={t("description")} />
      <Words of={["errors", "newEnvelope", "templates"]}>
        <Uploader limit={limit} />
        <TemplateChoice templates={templates} />
        <DropAnywhere />
      </Words>
    </div>
  );
}
