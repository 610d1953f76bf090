import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { DropAnywhere } from "@/components/documents/drop-anywhere";
import { EnvelopeList } from "@/components/envelopes/envelope-list";
import { ListSkeleton } from "@/components/envelopes/list-skeleton";
import { LiveUpdates } from "@/components/shell/live-updates";
import { Words } from "@/components/shell/words";
import { loadEnvelopeList } from "@/lib/envelopes/loaders";
import { columnsCookie } from "@/lib/i18n/preferences";

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("envelopes"))("title") };
}

export default function EnvelopesPage({ searchParams }: { searchParams: Search }) {
  return (
    <>
      <Suspense fallback={<ListSkeleton />}>
        <Loaded searchParams={searchParams} />
      </Suspense>
      <LiveUpdates />
    </>
  );
}

async function Loaded({ searchParams }: { searchParams: Search }) {
  const list = await loadEnvelopeList(await searchParams);
  const kept = await cookies();
  return (
    <Words of={["envelopes", "errors", "newEnvelope"]}>
      <EnvelopeList list={list} keptColumns={kept.get(columnsCookie)?.value} />
      {list.mayCreate ? <DropAnywhere /> : null}
    </Words>
  );
}
