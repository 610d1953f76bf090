"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ChangeEvent } from "react";
import { useEffect, useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { setUpAction } from "@/lib/accounts/actions";
import { setUpInput } from "@/lib/accounts/schema";
import { isLocale, usualTimeZoneOf } from "@/lib/i18n/locales";
import { LanguageSelect } from "./language-select";
import { NewPasswordRow, passwordErrors } from "./new-password-row";
import { SubmitRow } from "./submit-row";
import { TimeZoneSelect } from "./time-zone-select";
import { useActionForm } from "./use-action-form";

export function SetUpForm({ token }: { token: string }) {
  const t = useTranslations("setUp");
  const locale = useLocale();
  const element = useRef<HTMLFormElement>(null);
  const hasChosenZone = useRef(false);
  const form = useActionForm({
    schema: setUpInput,
    action: setUpAction,
    fixed: { token },
    inputOf: passwordErrors,
    onDone: () => window.location.assign("/"),
  });
  // Where this browser is the office is, whatever language it speaks.
  useEffect(() => {
    const zone = element.current?.elements.namedItem("timeZone");
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const isOffered = (select: HTMLSelectElement) =>
      [...select.options].some(({ value }) => value === timeZone);
    if (!(zone instanceof HTMLSelectElement) || timeZone === "UTC" || !isOffered(zone)) return;
    zone.value = timeZone;
    hasChosenZone.current = true;
  }, []);
  const followLanguage = ({ target }: ChangeEvent<HTMLSelectElement>) => {
    const zone = element.current?.elements.namedItem("timeZone");
    if (zone instanceof HTMLSelectElement && isLocale(target.value) && !hasChosenZone.current)
      zone.value = usualTimeZoneOf(target.value);
  };
  return (
    <form {...form.formProps} ref={element} className="grid gap-6">
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold">{t("office")}</legend>
        <FormRow label={t("organisation")} error={form.errorOf("organisation")}>
          {(wiring) => <Input {...wiring} name="organisation" autoComplete="organization" />}
        </FormRow>
        <FormRow label={t("language")} error={form.errorOf("language")}>
          {(wiring) => (
            <LanguageSelect {...wiring} defaultValue={locale} onChange={followLanguage} />
          )}
        </FormRow>
        <FormRow label={t("timeZone")} error={form.errorOf("timeZone")}>
          {(wiring) => (
            <TimeZoneSelect
              {...wiring}
              defaultValue={usualTimeZoneOf(locale)}
              onChange={() => {
                hasChosenZone.current = true;
              }}
            />
          )}
        </FormRow>
      </fieldset>
      <fieldset className="grid gap-4">
        <legend className="mb-3 font-semibold">{t("you")}</legend>
        <FormRow label={t("name")} error={form.errorOf("name")}>
          {(wiring) => <Input {...wiring} name="name" autoComplete="name" />}
        </FormRow>
        <FormRow label={t("email")} error={form.errorOf("email")}>
          {(wiring) => (
            <Input {...wiring} name="email" type="email" dir="ltr" autoComplete="username" />
          )}
        </FormRow>
        <NewPasswordRow label={t("password")} error={form.errorOf("password")} />
      </fieldset>
      <Checkbox name="rehearsal" label={t("rehearsal")} help={t("rehearsalHelp")} />
      <SubmitRow form={form} wide>
        {t("submit")}
      </SubmitRow>
    </form>
  );
}
