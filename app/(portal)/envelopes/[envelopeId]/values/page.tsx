import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Words } from "@/components/shell/words";
import { ValuesForm } from "@/components/templates/values-form";
import { loadDraftOrLeave } from "../load-or-leave";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("values"))("title") };
}

export default async function ValuesPage({ params }: { params: Promise<{ envelopeId: string }> }) {
  const { envelope, template } = await loadDraftOrLeave((await params).envelopeId);
  // A document has boxes in place of values.
  if (!template) redirect(`/envelopes/${envelope.id}/boxes`);
  return (
    <Words of={["draft", "errors", "formatProblems", "values"]}>
      <ValuesForm
        key={envelope.rev}
        envelopeId={envelope.id}
        rev={envelope.rev}
        template={template}
      />
    </Words>
  );
}
