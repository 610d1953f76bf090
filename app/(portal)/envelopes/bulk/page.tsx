import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BulkRuns } from "@/components/envelopes/bulk-runs";
import { Words } from "@/components/shell/words";
import { loadBulkRuns } from "@/lib/envelopes/load-bulk";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("runs") };
}

export default async function BulkRunsPage() {
  return (
    <Words>
      <BulkRuns runs={await loadBulkRuns()} />
    </Words>
  );
}
