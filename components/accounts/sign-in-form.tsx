"use client";
import { useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { signInAction } from "@/lib/accounts/actions";
import { signInInput } from "@/lib/accounts/schema";
import { PasswordInput } from "./password-input";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

/** @param next a path of this portal, checked by the loader */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const form = useActionForm({
    schema: signInInput,
    action: signInAction,
    // A whole new page: nothing that somebody else saw in this browser stays in memory.
    onDone: () => window.location.assign(next),
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("email")} error={form.errorOf("email")}>
        {(wiring) => (
          <Input {...wiring} name="email" type="email" dir="ltr" autoComplete="username" />
        )}
      </FormRow>
      <FormRow label={t("password")} error={form.errorOf("password")}>
        {(wiring) => <PasswordInput {...wiring} name="password" autoComplete="current-password" />}
      </FormRow>
      <SubmitRow form={form} wide>
        {t("submit")}
      </SubmitRow>
      <p className="text-sm text-muted">{t("help")}</p>
    </form>
  );
}
