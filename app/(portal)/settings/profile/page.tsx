import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ChangePasswordForm } from "@/components/accounts/change-password-form";
import { ProfileForm } from "@/components/accounts/profile-form";
import { SessionList } from "@/components/accounts/session-list";
import { Words } from "@/components/shell/words";
import { PageHeader } from "@/components/ui/page-header";
import { loadProfile } from "@/lib/accounts/loaders";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 border-t border-hairline pt-6 md:grid-cols-[14rem_minmax(0,28rem)] md:gap-8">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}

export default async function ProfilePage() {
  const { account, sessions } = await loadProfile();
  const t = await getTranslations("profile");
  return (
    <Words of={["errors", "inputErrors", "passwordInput", "profile"]}>
      <PageHeader title={t("title")} />
      <Part title={t("about")}>
        <ProfileForm
          name={account.name}
          email={account.email}
          role={account.role}
          language={account.language}
        />
      </Part>
      <Part title={t("passwordTitle")}>
        <ChangePasswordForm email={account.email} />
      </Part>
      <Part title={t("sessionsTitle")}>
        <SessionList sessions={sessions} />
      </Part>
    </Words>
  );
}
