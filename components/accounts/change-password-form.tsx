"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { toast } from "@/components/ui/toast";
import { changePasswordAction } from "@/lib/accounts/actions";
import { changePasswordInput } from "@/lib/accounts/schema";
import { NewPasswordRow, passwordErrors } from "./new-password-row";
import { PasswordInput } from "./password-input";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

export function ChangePasswordForm({ email }: { email: string }) {
  const t = useTranslations("profile");
  const router = useRouter();
  const form = useActionForm({
    schema: changePasswordInput,
    action: changePasswordAction,
    inputOf: { ...passwordErrors, wrong_password: "current" },
    onDone: (_value, element) => {
      element.reset();
      toast.success(t("changed"));
      router.refresh();
    },
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      {/* Password managers keep the new password under this name. */}
      <input type="hidden" autoComplete="username" defaultValue={email} />
      <FormRow label={t("current")} error={form.errorOf("current")}>
        {(wiring) => <PasswordInput {...wiring} name="current" autoComplete="current-password" />}
      </FormRow>
      <NewPasswordRow label={t("password")} error={form.errorOf("password")} />
      <SubmitRow form={form}>{t("change")}</SubmitRow>
    </form>
  );
}
