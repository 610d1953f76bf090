import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DraftForm } from "@/components/recipients/draft-form";
import { Words } from "@/components/shell/words";
import { newId } from "@/lib/kernel/ids";
import { loadDraftOrLeave } from "../load-or-leave";

type Params = Promise<{ envelopeId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("draft"))("title") };
}

export default async function PeoplePage({ params }: { params: Params }) {
  const view = await loadDraftOrLeave((await params).envelopeId);
  return (
    <Words
      of={[
        "boxless",
        "connections",
        "draft",
        "errors",
        "formatProblems",
        "identity",
        "inputErrors",
        "pageMarks",
        "passwordInput",
        "pdfPages",
        "providers",
        "recipientRoles",
        "rehearsal",
      ]}
    >
      <DraftForm view={view} firstId={newId()} />
    </Words>
  );
}
