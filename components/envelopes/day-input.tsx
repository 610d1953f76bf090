"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useState } from "react";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toLocalDigits } from "@/lib/i18n/digits";
import { calendarOf } from "@/lib/i18n/formats";
import { formatJalaliDate } from "@/lib/recipients/iran/jalali-calendar";
import { readJalaliDate } from "@/lib/recipients/iran/jalali-date";

type DayInputProps = {
  name: string;
  label: string;
  /** At first. `2026-12-31`; the form sends it in this shape too, whatever calendar the person writes. */
  day: string | undefined;
  /** What is said of a day that is one. */
  help?: ReactNode;
  error?: ReactNode;
  /** @param day empty while it is none */
  onDay?: (day: string) => void;
};

export function DayInput(props: DayInputProps) {
  const isJalali = calendarOf(useLocale()).calendar === "persian";
  if (isJalali) return <JalaliDayInput {...props} />;
  const { name, label, day, help, error, onDay } = props;
  return (
    <FormRow label={label} help={help} error={error}>
      {(wiring) => (
        <Input
          {...wiring}
          required={false}
          type="date"
          dir="ltr"
          name={name}
          defaultValue={day}
          onChange={onDay && (({ target }) => onDay(target.value))}
        />
      )}
    </FormRow>
  );
}

/** Browsers draw their own calendar by the language of the device, so this one is typed. */
function JalaliDayInput({ name, label, day, help, error, onDay }: DayInputProps) {
  const t = useTranslations("envelopes");
  const locale = useLocale();
  const [text, setText] = useState(day ? toLocalDigits(formatJalaliDate(day), locale) : "");
  const [isLeft, setLeft] = useState(false);
  const verdict = readJalaliDate(text);
  const isWrong = !verdict.ok && verdict.problem !== "empty";
  const isShown = isWrong && (isLeft || !verdict.isUnfinished);
  const type = (typed: string) => {
    setText(typed);
    const read = readJalaliDate(typed);
    onDay?.(read.ok ? read.value : "");
  };
  return (
    <FormRow
      label={label}
      help={(verdict.ok && help) || t("dayHelp")}
      error={isShown ? t("dayWrong") : verdict.ok ? error : undefined}
    >
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
            onChange={({ target }) => type(target.value)}
            onFocus={() => setLeft(false)}
            onBlur={() => setLeft(true)}
          />
          <input type="hidden" name={name} value={verdict.ok ? verdict.value : ""} />
        </>
      )}
    </FormRow>
  );
}
