import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { Words } from "@/components/shell/words";
import { Notice } from "@/components/ui/notice";
import { loadSignIn } from "@/lib/accounts/loaders";
import { Entry } from "../entry";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const asked = (await searchParams).next;
  const { next, organisation, isSetUp } = await loadSignIn(
    typeof asked === "string" ? asked : undefined,
  );
  const t = await getTranslations("signIn");
  return (
    <Entry title={organisation ? t("titleOf", { organisation }) : t("title")}>
      {isSetUp ? null : <Notice tone="info">{t("notSetUp")}</Notice>}
      <Words of={["errors", "inputErrors", "passwordInput", "signIn"]}>
        <SignInForm next={next} />
      </Words>
    </Entry>
  );
}
