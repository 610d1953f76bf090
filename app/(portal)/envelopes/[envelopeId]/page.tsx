import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EnvelopeDetails } from "@/components/envelopes/envelope-details";
import { LiveUpdates } from "@/components/shell/live-updates";
import { Words } from "@/components/shell/words";
import { loadLiveMark } from "@/lib/accounts/loaders";
import { loadReports } from "@/lib/envelopes/load-reports";
import { loadEnvelopeOrLeave } from "./load-or-leave";

type Params = Promise<{ envelopeId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("envelopes"))("title") };
}

export default async function EnvelopePage({ params }: { params: Params }) {
  const { envelopeId } = await params;
  const at = await loadLiveMark();
  const view = await loadEnvelopeOrLeave(envelopeId);
  if (view.may.edit) redirect(`/envelopes/${envelopeId}/people`);
  const reports = await loadReports(envelopeId);
  return (
    <Words
      of={[
        "connections",
        "correction",
        "delivery",
        "draft",
        "envelope",
        "errors",
        "extend",
        "formatProblems",
        "identity",
        "inputErrors",
        "needsCheck",
        "pdfPages",
        "pictures",
        "providers",
        "request",
        "trouble",
      ]}
    >
      <EnvelopeDetails view={view} reports={reports} />
      <LiveUpdates at={at} envelopeId={envelopeId} />
    </Words>
  );
}
