import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { CodeGate } from "@/components/signing/code-gate";
import { SigningDesk } from "@/components/signing/signing-desk";
import { SigningFooter } from "@/components/signing/signing-footer";
import { SigningHeader } from "@/components/signing/signing-header";
import { SigningWords } from "@/components/signing/signing-words";
import type { SigningPage } from "@/lib/envelopes/load-signing-page";
import { loadSigningPage } from "@/lib/envelopes/load-signing-page";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { languageCookie } from "@/lib/i18n/preferences";

type PageProps = { params: Promise<{ token: string }> };
type UsablePage = Exclude<SigningPage, { state: "unusable" }>;

/** Page and title are two readers of one request. */
const requirePage = cache(async (token: string): Promise<UsablePage> => {
  const page = await loadSigningPage(token);
  if (page.state === "unusable") notFound();
  return page;
});

/** What the person chose in this browser, else what the sender knows about them. */
async function languageOf(page: UsablePage): Promise<Locale> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  if (isLocale(chosen)) return chosen;
  const known = page.state === "open" ? page.me.language : page.language;
  return isLocale(known) ? known : defaultLocale;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const page = await requirePage((await params).token);
  const t = await getTranslations({ locale: await languageOf(page), namespace: "sign" });
  return {
    title: page.state === "open" ? page.envelope.title : t("pageTitle"),
    robots: { index: false, follow: false },
    // `no-referrer` would make browsers send `Origin: null` with the act of signing.
    referrer: "same-origin",
  };
}

export default async function Page({ params }: PageProps) {
  const { token } = await params;
  const page = await requirePage(token);
  const { organisationName, timeZone } = page.state === "open" ? page.envelope : page;
  return (
    <SigningWords locale={await languageOf(page)} timeZone={timeZone}>
      <SigningHeader organisationName={organisationName} />
      {page.state === "open" ? (
        <SigningDesk token={token} page={page} />
      ) : (
        <CodeGate token={token} page={page} />
      )}
      <SigningFooter />
    </SigningWords>
  );
}
