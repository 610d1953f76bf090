import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { draftKindOf } from "@/components/envelopes/draft-steps";
import { PdfAhead } from "@/components/pdf/pdf-ahead";
import { DraftBoxes } from "@/components/placements/draft-boxes";
import { NoBoxes } from "@/components/placements/no-boxes";
import { Words } from "@/components/shell/words";
import { loadEarlierVersions } from "@/lib/envelopes/load-draft";
import { loadLayouts } from "@/lib/envelopes/load-layouts";
import { loadDraftOrLeave } from "../load-or-leave";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("editor"))("title") };
}

export default async function BoxesPage({ params }: { params: Promise<{ envelopeId: string }> }) {
  const view = await loadDraftOrLeave((await params).envelopeId);
  const { envelope, document, recipients, placements, provider } = view;
  // A template has its boxes at the provider.
  if (!document) redirect(`/envelopes/${envelope.id}/values`);
  return (
    <Words
      of={[
        "boxless",
        "draft",
        "editor",
        "errors",
        "formatProblems",
        "identity",
        "layouts",
        "pdfPages",
        "preview",
        "problems",
        "proof",
      ]}
    >
      {draftKindOf(view) === "boxless" ? (
        <NoBoxes view={view} />
      ) : (
        <PdfAhead
          url={`/api/documents/${document.id}/file`}
          size={document.size}
          nonce={(await headers()).get("x-nonce") ?? undefined}
        >
          <DraftBoxes
            envelopeId={envelope.id}
            rev={envelope.rev}
            version={envelope.draftVersion}
            earlier={await loadEarlierVersions(envelope.id)}
            title={envelope.title}
            document={document}
            recipients={recipients.map(
              ({ id, name, role, identification, identity: { title } }) => {
                return { id, name, role, identification, title };
              },
            )}
            placements={placements}
            providerName={provider.name}
            capabilities={provider.capabilities}
            counting={provider.counting}
            marks={view.marks}
            layouts={await loadLayouts(envelope.id)}
          />
        </PdfAhead>
      )}
    </Words>
  );
}
