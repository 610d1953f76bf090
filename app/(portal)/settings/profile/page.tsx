import { getTranslations } from "next-intl/server";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { ProfileForm } from "@/components/accounts/profile-form";
import { SessionList } from "@/components/accounts/session-list";
import { Words } from "@/components/shell/words";
import { PageHeader } from "@/components/ui/page-header";
import { PagePart } from "@/components/ui/page-part";
import { loadProfile } from "@/lib/accounts/loaders";

export default async function ProfilePage() {
  const { account, sessions } = await loadProfile();
  const t = await getTranslations("profile");
  return (
    <Words of={["errors", "inputErrors", "passwordInput", "profile"]}>
      <PageHeader title={t("title")} />
      <PagePart title={t("about")}>
        <ProfileForm
          name={account.name}
          email={account.email}
          role={account.role}
          language={account.language}
        />
      </PagePart>
      <PagePart title={t("passwordTitle")}>
        <ChangePasswordForm email={account.email} />
      </PagePart>
      <PagePart title={t("sessionsTitle")}>
        <SessionList sessions={sessions} />
      </PagePart>
    </Words>
  );
}
