import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ListSkeleton } from "@/components/envelopes/list-skeleton";
import { OfficeReport } from "@/components/envelopes/office-report";
import { loadReport } from "@/lib/envelopes/load-figures";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

export default function ReportsPage({ searchParams }: { searchParams: Search }) {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <Loaded searchParams={searchParams} />
    </Suspense>
  );
}

async function Loaded({ searchParams }: { searchParams: Search }) {
  const report = await loadReport(await searchParams);
  return <OfficeReport report={report} />;
}
