"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useState } from "react";
import { cn } from "@/components/ui/class-names";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toLocalDigits } from "@/lib/i18n/digits";
import { calendarOf } from "@/lib/i18n/formats";
import { formatJalaliDate } from "@/lib/recipients/iran/jalali-calendar";
import { readJalaliDate } from "@/lib/recipients/iran/jalali-date";

type DayInputProps = {
  label: string;
  /** `2026-12-31`; it is sent and told in this shape too, whatever calendar the person writes. */
  day: string | undefined;
  /** In a form that is read as a whole. */
  name?: string;
  /** Hears of each day that is written; of nothing (`""`) while it is none. */
  onDay?: (day: string) => void;
  id?: string;
  help?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** A button that goes with it. */
  beside?: ReactNode;
  className?: string;
};

/** A day in the calendar of the person's language. */
export function DayInput({ day = "", ...props }: DayInputProps) {
  const isJalali = calendarOf(useLocale()).calendar === "persian";
  return isJalali ? <JalaliDay day={day} {...props} /> : <GregorianDay day={day} {...props} />;
}

type DayProps = DayInputProps & { readonly day: string };

function GregorianDay({ day, name, onDay, beside, ...row }: DayProps) {
  return (
    <FormRow {...row}>
      {(wiring) => (
        <Beside what={beside}>
          <Input
            {...wiring}
            required={false}
            type="date"
            dir="ltr"
            name={name}
            className={cn(onDay && "w-44")}
            {...(onDay
              ? { value: day, onChange: ({ target }) => onDay(target.value) }
              : { defaultValue: day })}
          />
        </Beside>
      )}
    </FormRow>
  );
}

/** Browsers draw their own calendar by the language of the device, so this one is typed. */
function JalaliDay({ day, name, onDay, beside, help, error, ...row }: DayProps) {
  const t = useTranslations("common");
  const locale = useLocale();
  const toText = (some: string) => (some ? toLocalDigits(formatJalaliDate(some), locale) : "");
  const [text, setText] = useState(toText(day));
  const [told, setTold] = useState(day);
  const [isLeft, setLeft] = useState(false);
  const toDay = (typed: string) => {
    const verdict = readJalaliDate(typed);
    return verdict.ok ? verdict.value : "";
  };
  // Somebody else has set it: a button beside it, or another window.
  if (onDay && day !== told) {
    setTold(day);
    setText(toText(day));
  }
  const verdict = readJalaliDate(text);
  const isWrong = !verdict.ok && verdict.problem !== "empty";
  const isShown = isWrong && (isLeft || !verdict.isUnfinished);
  return (
    <FormRow
      {...row}
      help={isWrong ? t("dayHelp") : (help ?? t("dayHelp"))}
      error={isShown ? t("dayWrong") : isWrong ? undefined : error}
    >
      {(wiring) => (
        <Beside what={beside}>
          <Input
            {...wiring}
            required={false}
            dir="ltr"
            inputMode="numeric"
            autoComplete="off"
            className={cn(onDay && "w-44")}
            value={text}
            data-wrong={isWrong || undefined}
            onChange={({ target }) => {
              setText(target.value);
              setTold(toDay(target.value));
              onDay?.(toDay(target.value));
            }}
            onFocus={() => setLeft(false)}
            onBlur={() => setLeft(true)}
          />
          {name ? <input type="hidden" name={name} value={toDay(text)} /> : null}
        </Beside>
      )}
    </FormRow>
  );
}

function Beside({ what, children }: { what: ReactNode; children: ReactNode }) {
  if (!what) return children;
  return (
    <span className="flex flex-wrap gap-2">
      {children}
      {what}
    </span>
  );
}
