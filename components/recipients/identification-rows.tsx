"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { limits } from "@/lib/envelopes/schema";
import type { Locale } from "@/lib/i18n/locales";
import { locales, ownNameOf } from "@/lib/i18n/locales";
import type { Identification } from "@/lib/vocabulary/envelope";
import type { DraftPerson } from "./draft-state";
import { faultsOf } from "./draft-state";

type IdentificationRowsProps = {
  person: DraftPerson;
  ways: readonly Identification[];
  isMailConfigured: boolean;
  onChange: (change: Partial<DraftPerson>, how: "typing" | "settled") => void;
};

const words = { link: "byLink", email_code: "byEmailCode", sender_code: "bySenderCode" } as const;

/** Language of the person's page, and how they show that it is them. */
export function IdentificationRows({
  person,
  ways,
  isMailConfigured,
  onChange,
}: IdentificationRowsProps) {
  const t = useTranslations("draft");
  const [hasLeftCode, setLeftCode] = useState(false);
  const isCodeShort = hasLeftCode && faultsOf(person).includes("code_too_short");
  const { shortest } = limits.code;
  const explained = {
    link: t("byLinkHelp"),
    email_code: t(
      !isMailConfigured
        ? "byEmailCodeNoMail"
        : person.email.trim() === ""
          ? "byEmailCodeNoAddress"
          : "byEmailCodeHelp",
    ),
    sender_code: t("bySenderCodeHelp"),
  };
  return (
    <>
      <FormRow label={t("language")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={person.language}
            onChange={({ target }) => onChange({ language: target.value as Locale }, "settled")}
          >
            {locales.map((locale) => (
              <option key={locale} value={locale} lang={locale}>
                {ownNameOf(locale)}
              </option>
            ))}
          </Select>
        )}
      </FormRow>
      {ways.length < 2 ? null : (
        <FormRow label={t("identification")} help={explained[person.identification]}>
          {(wiring) => (
            <Select
              {...wiring}
              value={person.identification}
              onChange={({ target }) =>
                onChange({ identification: target.value as Identification }, "settled")
              }
            >
              {ways.map((name) => (
                <option
                  key={name}
                  value={name}
                  disabled={
                    name === "email_code" && !isMailConfigured && person.identification !== name
                  }
                >
                  {t(name === "email_code" && !isMailConfigured ? "byEmailCodeOff" : words[name])}
                </option>
              ))}
            </Select>
          )}
        </FormRow>
      )}
      {person.identification === "sender_code" ? (
        <FormRow
          className="md:col-start-2"
          label={t("senderCode")}
          help={person.hasSenderCode ? t("senderCodeSet") : t("senderCodeHelp", { shortest })}
          error={isCodeShort ? t("codeTooShort", { shortest }) : undefined}
        >
          {(wiring) => (
            <Input
              {...wiring}
              required={!person.hasSenderCode}
              dir="ltr"
              autoComplete="off"
              maxLength={limits.code.longest}
              value={person.senderCode}
              onBlur={() => setLeftCode(true)}
              onChange={({ target }) => onChange({ senderCode: target.value }, "typing")}
            />
          )}
        </FormRow>
      ) : null}
    </>
  );
}
