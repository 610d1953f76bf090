import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { DropAnywhere } from "@/components/documents/drop-anywhere";
import { Uploader } from "@/components/documents/uploader";
import { DraftSteps } from "@/components/envelopes/draft-steps";
import { Words } from "@/components/shell/words";
import { PageHeader } from "@/components/ui/page-header";
import { requirePermission } from "@/lib/accounts/require-session";
import { env } from "@/lib/kernel/env";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("newEnvelope"))("title") };
}

export default async function NewEnvelopePage() {
  await requirePermission("envelope.create");
  return <NewEnvelope limit={env().UPLOAD_MAX_MB} />;
}

function NewEnvelope({ limit }: { limit: number }) {
  const t = useTranslations("newEnvelope");
  return (
    <div className="grid gap-6">
      <DraftSteps current="file" />
      <PageHeader title={t("title")} description={t("description")} />
      <Words of={["errors", "newEnvelope"]}>
        <Uploader limit={limit} />
        <DropAnywhere />
      </Words>
    </div>
  );
}
