import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetUpForm } from "@/components/accounts/set-up-form";
import { Words } from "@/components/shell/words";
import { LinkButton } from "@/components/ui/link-button";
import { loadSetUp } from "@/lib/accounts/loaders";
import { Entry } from "../../entry";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setUp"))("title"), robots: { index: false } };
}

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { isUsable } = await loadSetUp(token);
  const t = await getTranslations("setUp");
  if (!isUsable)
    return (
      <Entry title={t("unusableTitle")} description={t("unusable")}>
        <LinkButton href="/sign-in" variant="primary" className="justify-self-start">
          {t("signIn")}
        </LinkButton>
      </Entry>
    );
  return (
    <Entry title={t("title")} description={t("description")}>
      <Words of={["errors", "inputErrors", "passwordInput", "setUp"]}>
        <SetUpForm token={token} />
      </Words>
    </Entry>
  );
}
