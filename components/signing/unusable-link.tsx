import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import { SigningFooter } from "./signing-footer";
import { SigningWords } from "./signing-words";

/** A link that is mistyped, replaced, or has ended: the same words for all of them. */
export async function UnusableLink() {
  const locale = await getLocale();
  const t = await getTranslations({ locale, namespace: "sign.unusable" });
  return (
    <SigningWords locale={locale} timeZone={await getTimeZone()}>
      <main className="mx-auto grid w-full max-w-md grow content-start gap-3 px-4 py-16">
        <h1 className="text-xl font-semibold">{t("title")}</h1>
        <p>{t("body")}</p>
        <p className="text-muted">{t("remedy")}</p>
      </main>
      <SigningFooter />
    </SigningWords>
  );
}
