"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormRow } from "@/components/ui/form-row";
import { passwordLengths } from "@/lib/accounts/schema";
import { PasswordInput } from "./password-input";

/** Errors of a use case that speak of the new password. */
export const passwordErrors = {
  password_too_short: "password",
  password_too_long: "password",
  password_too_common: "password",
} as const;

type NewPasswordRowProps = { label: ReactNode; error: string | undefined };

export function NewPasswordRow({ label, error }: NewPasswordRowProps) {
  const t = useTranslations("passwordInput");
  return (
    <FormRow label={label} error={error} help={t("help", { minimum: passwordLengths.minimum })}>
      {(wiring) => <PasswordInput {...wiring} name="password" autoComplete="new-password" />}
    </FormRow>
  );
}
