"use client";
import { useLocale, useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { acceptInvitationAction } from "@/lib/accounts/actions";
import { acceptInvitationInput } from "@/lib/accounts/schema";
import { LanguageSelect } from "./language-select";
import { NewPasswordRow, passwordErrors } from "./new-password-row";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

type AcceptInvitationFormProps = { token: string; name: string; email: string };

export function AcceptInvitationForm({ token, name, email }: AcceptInvitationFormProps) {
  const t = useTranslations("invitation");
  const locale = useLocale();
  const form = useActionForm({
    schema: acceptInvitationInput,
    action: acceptInvitationAction,
    fixed: { token },
    inputOf: passwordErrors,
    onDone: () => window.location.assign("/"),
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("name")} error={form.errorOf("name")}>
        {(wiring) => <Input {...wiring} name="name" defaultValue={name} autoComplete="name" />}
      </FormRow>
      <FormRow label={t("language")} error={form.errorOf("language")}>
        {(wiring) => <LanguageSelect {...wiring} defaultValue={locale} />}
      </FormRow>
      {/* Password managers keep the new password under this name. */}
      <input type="hidden" autoComplete="username" defaultValue={email} />
      <NewPasswordRow label={t("password")} error={form.errorOf("password")} />
      <SubmitRow form={form} wide>
        {t("submit")}
      </SubmitRow>
    </form>
  );
}
