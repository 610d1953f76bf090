"use client";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { askPortal } from "@/components/shell/ask-portal";
import { useErrorWords } from "@/components/shell/error-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { toast } from "@/components/ui/toast";
import { revokeInvitationAction } from "@/lib/accounts/actions";
import type { Role } from "@/lib/vocabulary/account";

export type ShownInvitation = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly link: string;
};

/** Invitations that nobody has used yet: their link again, and the way to take it back. */
export function InvitationList({ invitations }: { invitations: readonly ShownInvitation[] }) {
  const t = useTranslations();
  const format = useFormatter();
  const router = useRouter();
  const words = useErrorWords();
  const revoke = async (invitationId: string) => {
    const result = await askPortal(revokeInvitationAction({ invitationId }));
    if (result.ok) toast.success(t("people.revoked"));
    else toast.error(words(result.error));
    router.refresh();
  };
  return (
    <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
      {invitations.map(({ id, name, email, role, expiresAt, link }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2 text-sm"
        >
          <div className="grid min-w-0">
            <span className="font-medium">
              <bdi>{name}</bdi>
            </span>
            <span className="truncate text-xs text-muted">
              <bdi>{email}</bdi>
            </span>
            <span className="text-xs text-muted">
              {t(`roles.${role}`)} · {t("people.expires")} {format.dateTime(expiresAt, "short")}
            </span>
          </div>
          <div className="flex gap-2">
            <CopyButton text={link} label={t("people.copyLink")} />
            <ConfirmDialog
              trigger={<Button size="small">{t("people.revoke")}</Button>}
              title={t("people.revokeTitle", { name })}
              description={t("people.revokeDescription")}
              confirm={t("people.revoke")}
              onConfirm={() => revoke(id)}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
