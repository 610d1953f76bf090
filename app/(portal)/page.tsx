import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { DropAnywhere } from "@/components/documents/drop-anywhere";
import { HomeOffice } from "@/components/envelopes/home-office";
import { HomeOverview } from "@/components/envelopes/home-overview";
import { ListSkeleton } from "@/components/envelopes/list-skeleton";
import { LiveUpdates } from "@/components/shell/live-updates";
import { Words } from "@/components/shell/words";
import { loadLiveMark } from "@/lib/accounts/loaders";
import { loadHome, loadOverview } from "@/lib/envelopes/load-home";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("home"))("title") };
}

export default async function HomePage() {
  const at = await loadLiveMark();
  return (
    <>
      <Suspense fallback={<ListSkeleton />}>
        <Loaded />
      </Suspense>
      <LiveUpdates at={at} />
    </>
  );
}

async function Loaded() {
  const home = await loadHome();
  return (
    <>
      <HomeOverview
        home={home}
        office={
          home.seesOthers ? (
            <Suspense fallback={<ListSkeleton />}>
              <Office />
            </Suspense>
          ) : null
        }
      />
      {home.mayCreate ? (
        <Words of={["newEnvelope"]}>
          <DropAnywhere />
        </Words>
      ) : null}
    </>
  );
}

async function Office() {
  const overview = await loadOverview();
  return overview ? <HomeOffice overview={overview} /> : null;
}
