import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Review } from "@/components/envelopes/review";
import { Words } from "@/components/shell/words";
import { loadDraftOrLeave } from "../load-or-leave";

type Params = Promise<{ envelopeId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("review"))("title") };
}

export default async function ReviewPage({ params }: { params: Params }) {
  return (
    <Words of={["boxless", "draft", "errors", "pageMarks", "pdfPages", "preview", "review"]}>
      <Review view={await loadDraftOrLeave((await params).envelopeId)} />
    </Words>
  );
}
