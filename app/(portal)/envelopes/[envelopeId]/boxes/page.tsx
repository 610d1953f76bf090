import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DraftBoxes } from "@/components/placements/draft-boxes";
import { Words } from "@/components/shell/words";
import { loadEarlierVersions } from "@/lib/envelopes/load-draft";
import { loadDraftOrLeave } from "../load-or-leave";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("editor"))("title") };
}

export default async function BoxesPage({ params }: { params: Promise<{ envelopeId: string }> }) {
  const { envelope, document, recipients, placements, provider } = await loadDraftOrLeave(
    (await params).envelopeId,
  );
  // A template has its boxes at the provider.
  if (!document) redirect(`/envelopes/${envelope.id}/values`);
  return (
    <Words of={["draft", "editor", "errors", "formatProblems", "identity", "pdfPages", "problems"]}>
      <DraftBoxes
        envelopeId={envelope.id}
        rev={envelope.rev}
        version={envelope.draftVersion}
        earlier={await loadEarlierVersions(envelope.id)}
        document={document}
        recipients={recipients.map(({ id, name, role, identity: { title } }) => {
          return { id, name, role, title };
        })}
        placements={placements}
        providerName={provider.name}
        capabilities={provider.capabilities}
        counting={provider.counting}
      />
    </Words>
  );
}
