"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { calendarOf } from "@/lib/i18n/formats";
import { formatJalaliDate } from "@/lib/recipients/iran/jalali-calendar";
import { readJalaliDate } from "@/lib/recipients/iran/jalali-date";

type DayInputProps = {
  name: string;
  label: string;
  /** `2026-12-31`; the form sends it in this shape too, whatever calendar the person writes. */
  day: string | undefined;
};

export function DayInput(props: DayInputProps) {
  const isJalali = calendarOf(useLocale()).calendar === "persian";
  if (isJalali) return <JalaliDayInput {...props} />;
  return (
    <FormRow label={props.label}>
      {(wiring) => (
        <Input
          {...wiring}
          required={false}
          type="date"
          dir="ltr"
          name={props.name}
          defaultValue={props.day}
        />
      )}
    </FormRow>
  );
}

/** Browsers draw their own calendar by the language of the device, so this one is typed. */
function JalaliDayInput({ name, label, day }: DayInputProps) {
  const t = useTranslations("envelopes");
  const [text, setText] = useState(day ? formatJalaliDate(day) : "");
  const [isLeft, setLeft] = useState(false);
  const verdict = readJalaliDate(text);
  const isWrong = !verdict.ok && verdict.problem !== "empty";
  const isShown = isWrong && (isLeft || !verdict.isUnfinished);
  return (
    <FormRow label={label} help={t("dayHelp")} error={isShown ? t("dayWrong") : undefined}>
      {(wiring) => (
        <>
          <Input
            {...wiring}
            required={false}
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            value={text}
            data-wrong={isWrong || undefined}
            onChange={({ target }) => setText(target.value)}
            onFocus={() => setLeft(false)}
            onBlur={() => setLeft(true)}
          />
          <input type="hidden" name={name} value={verdict.ok ? verdict.value : ""} />
        </>
      )}
    </FormRow>
  );
}
