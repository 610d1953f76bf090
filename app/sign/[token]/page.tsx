import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CodeGate } from "@/components/signing/code-gate";
import { languageOf } from "@/components/signing/language-of";
import { LaunchDesk } from "@/components/signing/launch-desk";
import { SigningDesk } from "@/components/signing/signing-desk";
import { SigningFooter } from "@/components/signing/signing-footer";
import { SigningHeader } from "@/components/signing/signing-header";
import { SigningWords } from "@/components/signing/signing-words";
import { launchProblems } from "@/components/signing/situation";
import type { SigningPage } from "@/lib/envelopes/load-signing-page";
import { loadSigningPage } from "@/lib/envelopes/load-signing-page";

type PageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ launch?: string | string[] }>;
};
type UsablePage = Exclude<SigningPage, { state: "unusable" }>;

/** Page and title are two readers of one request. */
const requirePage = cache(async (token: string): Promise<UsablePage> => {
  const page = await loadSigningPage(token);
  if (page.state === "unusable") notFound();
  return page;
});

const knownLanguage = (page: UsablePage) =>
  page.state === "open" ? page.me.language : page.language;

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const page = await requirePage((await params).token);
  const t = await getTranslations({
    locale: await languageOf(knownLanguage(page)),
    namespace: "sign",
  });
  return {
    title: page.state === "open" ? page.envelope.title : t("pageTitle"),
    robots: { index: false, follow: false },
    // `no-referrer` would make browsers send `Origin: null` with the act of signing.
    referrer: "same-origin",
  };
}

export default async function Page({ params, searchParams }: PageProps) {
  const { token } = await params;
  const { launch } = await searchParams;
  const page = await requirePage(token);
  const { organisationName, timeZone, isRehearsal } = page.state === "open" ? page.envelope : page;
  return (
    <SigningWords locale={await languageOf(knownLanguage(page))} timeZone={timeZone}>
      <SigningHeader organisationName={organisationName} isRehearsal={isRehearsal} />
      {page.state === "code_needed" ? <CodeGate token={token} page={page} /> : null}
      {page.state === "open" && page.launch ? (
        <LaunchDesk
          token={token}
          page={page}
          problem={launchProblems.find((each) => each === launch) ?? null}
        />
      ) : null}
      {page.state === "open" && !page.launch ? <SigningDesk token={token} page={page} /> : null}
      <SigningFooter />
    </SigningWords>
  );
}
