import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BulkRun } from "@/components/envelopes/bulk-run";
import { Words } from "@/components/shell/words";
import type { BulkRunView } from "@/lib/envelopes/load-bulk";
import { loadBulkRun } from "@/lib/envelopes/load-bulk";
import { AppError } from "@/lib/kernel/errors";

type Params = Promise<{ runId: string }>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("run") };
}

/** What a person may not see does not exist for them. */
async function loadOrLeave(runId: string): Promise<BulkRunView> {
  try {
    return await loadBulkRun(runId);
  } catch (error) {
    if (error instanceof AppError) notFound();
    throw error;
  }
}

export default async function BulkRunPage({ params }: { params: Params }) {
  const run = await loadOrLeave((await params).runId);
  return (
    <Words of={["bulk", "errors"]}>
      <BulkRun key={run.state} run={run} />
    </Words>
  );
}
