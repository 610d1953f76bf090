import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { languageOf } from "@/components/signing/language-of";
import { ReturnDesk } from "@/components/signing/return-desk";
import { ReturnNameless } from "@/components/signing/return-nameless";
import { SigningFooter } from "@/components/signing/signing-footer";
import { SigningHeader } from "@/components/signing/signing-header";
import { SigningWords } from "@/components/signing/signing-words";
import { loadReturnPage } from "@/lib/envelopes/load-return-page";

type PageProps = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Page and title are two readers of one request. */
const requirePage = cache(async (token: string) => {
  const returned = await loadReturnPage(token);
  if (returned.state === "unusable") notFound();
  return returned;
});

const officeOf = (returned: Awaited<ReturnType<typeof requirePage>>) => {
  if (returned.state === "nameless") {
    const { language, organisation, isRehearsal } = returned;
    return { language, ...organisation, isRehearsal };
  }
  const { envelope, me } = returned.page;
  const { organisationName: name, timeZone, isRehearsal } = envelope;
  return { language: me.language, name, timeZone, isRehearsal };
};

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = await languageOf(officeOf(await requirePage((await params).token)).language);
  const t = await getTranslations({ locale, namespace: "sign.returned" });
  return {
    title: t("pageTitle"),
    robots: { index: false, follow: false },
    // `no-referrer` would make browsers send `Origin: null` when they go there again.
    referrer: "same-origin",
  };
}

export default async function Page({ params, searchParams }: PageProps) {
  const { token } = await params;
  const returned = await requirePage(token);
  // What the provider appended may be its secrets: it stays neither in the address nor in the history.
  if (Object.keys(await searchParams).length > 0) redirect(`/return/${token}`);
  const { language, name, timeZone, isRehearsal } = officeOf(returned);
  return (
    <SigningWords locale={await languageOf(language)} timeZone={timeZone}>
      <SigningHeader organisationName={name} isRehearsal={isRehearsal} />
      {returned.state === "nameless" ? (
        <ReturnNameless outcome={returned.outcome} />
      ) : (
        <ReturnDesk returned={returned} />
      )}
      <SigningFooter />
    </SigningWords>
  );
}
