"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { changeProfileAction } from "@/lib/accounts/actions";
import { changeProfileInput } from "@/lib/accounts/schema";
import type { Locale } from "@/lib/i18n/locales";
import type { Role } from "@/lib/vocabulary/account";
import { LanguageSelect } from "./language-select";
import { SubmitRow } from "./submit-row";
import { useActionForm } from "./use-action-form";

type ProfileFormProps = { name: string; email: string; role: Role; language: Locale };

export function ProfileForm({ name, email, role, language }: ProfileFormProps) {
  const t = useTranslations();
  const router = useRouter();
  const form = useActionForm({
    schema: changeProfileInput,
    action: changeProfileAction,
    onDone: () => {
      toast.success(t("profile.saved"));
      router.refresh();
    },
  });
  return (
    <form {...form.formProps} className="grid gap-4">
      <FormRow label={t("profile.name")} error={form.errorOf("name")}>
        {(wiring) => <Input {...wiring} name="name" defaultValue={name} autoComplete="name" />}
      </FormRow>
      <FormRow label={t("profile.language")} error={form.errorOf("language")}>
        {(wiring) => <LanguageSelect {...wiring} defaultValue={language} />}
      </FormRow>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
        <dt className="text-muted">{t("profile.email")}</dt>
        <dd className="min-w-0 wrap-break-word">
          <bdi>{email}</bdi>
        </dd>
        <dt className="text-muted">{t("profile.role")}</dt>
        <dd>{t(`roles.${role}`)}</dd>
      </dl>
      <SubmitRow form={form}>{t("profile.save")}</SubmitRow>
    </form>
  );
}
