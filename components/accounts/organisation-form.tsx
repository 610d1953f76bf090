"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { changeOrganisationAction } from "@/lib/accounts/actions";
import { changeOrganisationInput } from "@/lib/accounts/schema";
import { LanguageSelect } from "./language-select";
import { SubmitRow } from "./submit-row";
import { TimeZoneSelect } from "./time-zone-select";
import { useActionForm } from "./use-action-form";

type OrganisationFormProps = { name: string; language: string; timeZone: string };

export function OrganisationForm({ name, language, timeZone }: OrganisationFormProps) {
  const t = useTranslations("organisation");
  const router = useRouter();
  const form = useActionForm({
    schema: changeOrganisationInput,
    action: changeOrganisationAction,
    onDone: () => {
      toast.success(t("saved"));
      router.refresh();
    },
  });
  return (
    <form {...form.formProps} className="grid max-w-md gap-4">
      <FormRow label={t("name")} help={t("nameHelp")} error={form.errorOf("name")}>
        {(wiring) => (
          <Input {...wiring} name="name" defaultValue={name} autoComplete="organization" />
        )}
      </FormRow>
      <FormRow label={t("language")} error={form.errorOf("language")}>
        {(wiring) => <LanguageSelect {...wiring} defaultValue={language} />}
      </FormRow>
      <FormRow label={t("timeZone")} error={form.errorOf("timeZone")}>
        {(wiring) => <TimeZoneSelect {...wiring} defaultValue={timeZone} />}
      </FormRow>
      <SubmitRow form={form}>{t("save")}</SubmitRow>
    </form>
  );
}
