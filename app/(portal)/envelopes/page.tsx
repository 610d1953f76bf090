import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { DropAnywhere } from "@/components/documents/drop-anywhere";
import { EnvelopeList } from "@/components/envelopes/envelope-list";
import { ListSkeleton } from "@/components/envelopes/list-skeleton";
import { LiveUpdates } from "@/components/shell/live-updates";
import { Words } from "@/components/shell/words";
import { loadEnvelopeList } from "@/lib/envelopes/loaders";

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
  return (
    <>
      <EnvelopeList list={list} />
      {list.mayCreate ? (
        <Words of={["newEnvelope"]}>
          <DropAnywhere />
        </Words>
      ) : null}
    </>
  );
}
