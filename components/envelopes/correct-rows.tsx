"use client";
import { useTranslations } from "next-intl";
import { isEmailWrong, toOneLine } from "@/components/recipients/draft-state";
import { IdentityInput } from "@/components/recipients/identity-rows";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import type { PersonToCorrect } from "@/lib/envelopes/open-correction";
import { limits } from "@/lib/envelopes/schema";

type CorrectRowsProps = {
  person: PersonToCorrect;
  providerId: string;
  /** Whether what is wrong is said. */
  isJudged: boolean;
  onChange: (change: Partial<PersonToCorrect>) => void;
};

/** What is known of one person, to be put right. */
export function CorrectRows({ person, providerId, isJudged, onChange }: CorrectRowsProps) {
  const t = useTranslations("draft");
  const inputWords = useTranslations("inputErrors");
  const { recipientId, name, email, phone, identity, asked } = person;
  return (
    <>
      <FormRow
        label={t("personName")}
        error={isJudged && name.trim() === "" ? inputWords("required") : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            dir="auto"
            autoComplete="off"
            maxLength={limits.name}
            value={name}
            onChange={({ target }) => onChange({ name: toOneLine(target.value) })}
          />
        )}
      </FormRow>
      <FormRow
        optional
        label={t("email")}
        error={isJudged && isEmailWrong(email) ? t("emailWrong") : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            dir="ltr"
            autoComplete="off"
            maxLength={254}
            value={email}
            onChange={({ target }) => onChange({ email: toOneLine(target.value) })}
          />
        )}
      </FormRow>
      {asked.map(({ part, isRequired }) => (
        <IdentityInput
          key={part.part}
          personId={recipientId}
          providerId={providerId}
          part={part}
          isRequired={isRequired}
          text={part.part === "phone" ? phone : (identity[part.part] ?? "")}
          onChange={(text) =>
            onChange(
              part.part === "phone"
                ? { phone: text }
                : { identity: { ...identity, [part.part]: text } },
            )
          }
        />
      ))}
    </>
  );
}
