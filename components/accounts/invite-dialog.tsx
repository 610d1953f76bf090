"use client";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { inviteAccountAction } from "@/lib/accounts/actions";
import type { Invited } from "@/lib/accounts/invite-account";
import { inviteAccountInput } from "@/lib/accounts/schema";
import { RoleChoice } from "./role-choice";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

type Made = Invited & { readonly name: string; readonly email: string };

export function InviteDialog() {
  const t = useTranslations("people");
  const router = useRouter();
  const [made, setMade] = useState<Made>();
  const [isOpen, setIsOpen] = useState(false);
  const toggle = (next: boolean) => {
    setIsOpen(next);
    if (next) setMade(undefined);
    else if (made) router.refresh();
  };
  return (
    <Dialog open={isOpen} onOpenChange={toggle}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      </DialogTrigger>
      {made ? (
        <InvitedContent made={made} />
      ) : (
        <DialogContent title={t("inviteTitle")} description={t("inviteDescription")}>
          <InviteForm onDone={setMade} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: (made: Made) => void }) {
  const t = useTranslations("people");
  const form = useActionForm({
    schema: inviteAccountInput,
    action: inviteAccountAction,
    inputOf: { email_taken: "email" },
    onDone: (invited, element) => {
      const typed = new FormData(element);
      onDone({ ...invited, name: String(typed.get("name")), email: String(typed.get("email")) });
    },
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("name")} error={form.errorOf("name")}>
        {(wiring) => <Input {...wiring} name="name" autoComplete="off" />}
      </FormRow>
      <FormRow label={t("email")} error={form.errorOf("email")}>
        {(wiring) => <Input {...wiring} name="email" type="email" dir="ltr" autoComplete="off" />}
      </FormRow>
      <RoleChoice initial="staff" error={form.errorOf("role")} />
      <SubmitRow form={form}>{t("send")}</SubmitRow>
    </form>
  );
}

function InvitedContent({ made: { name, email, link, isMailed } }: { made: Made }) {
  const t = useTranslations("people");
  const description = isMailed
    ? t.rich("invitedMailed", { address: email, email: (chunks) => <bdi>{chunks}</bdi> })
    : t("invitedCopy", { name });
  return (
    <DialogContent
      title={t("invitedTitle", { name })}
      description={description}
      actions={
        <DialogClose asChild>
          <Button>{t("done")}</Button>
        </DialogClose>
      }
    >
      <div className="grid gap-2">
        <FormRow label={t("link")}>
          {({ id }) => (
            <Input
              id={id}
              dir="ltr"
              readOnly
              value={link}
              onFocus={(event) => event.target.select()}
            />
          )}
        </FormRow>
        <div>
          <CopyButton text={link} label={t("copyLink")} />
        </div>
      </div>
    </DialogContent>
  );
}
