import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitationForm } from "@/components/accounts/accept-invitation-form";
import { Words } from "@/components/shell/words";
import { LinkButton } from "@/components/ui/link-button";
import { loadInvitation } from "@/lib/accounts/loaders";
import { Entry } from "../../entry";

export const metadata: Metadata = { robots: { index: false } };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const loaded = await loadInvitation(token);
  const t = await getTranslations();
  if (!loaded)
    return (
      <Entry title={t("invitation.unusableTitle")} description={t("invitation.unusable")}>
        <LinkButton href="/sign-in" variant="primary" className="justify-self-start">
          {t("invitation.signIn")}
        </LinkButton>
      </Entry>
    );
  const { invitation, organisation } = loaded;
  return (
    <Entry
      title={t("invitation.title", { organisation })}
      description={t.rich("invitation.description", {
        role: t(`roles.${invitation.role}`),
        address: invitation.email,
        email: (chunks) => <bdi className="font-medium text-ink">{chunks}</bdi>,
      })}
    >
      <Words of={["errors", "inputErrors", "invitation", "passwordInput"]}>
        <AcceptInvitationForm token={token} name={invitation.name} email={invitation.email} />
      </Words>
    </Entry>
  );
}
