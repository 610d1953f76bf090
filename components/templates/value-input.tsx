"use client";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { valueAnchor } from "@/components/envelopes/problem-link";
import { toOneLine } from "@/components/recipients/draft-state";
import { useFormatWords } from "@/components/recipients/use-format-words";
import { Button } from "@/components/ui/button";
import { DoubtLine } from "@/components/ui/doubt-line";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { toLocalDigits } from "@/lib/i18n/digits";
import { groupDigits } from "@/lib/recipients/grouped-digits";
import { toTomans } from "@/lib/recipients/iran/amount";
import {
  checkTemplateValue,
  inputHintsOf,
  tidyTemplateValue,
  warnOfAmountWords,
} from "@/lib/recipients/template-values";
import type { TemplateField } from "@/lib/vocabulary/template";
import { amountUnits, writeOut } from "./values-state";

type ValueInputProps = {
  field: TemplateField;
  text: string;
  /** Of an amount in words: the field that has the figures, and what is typed there. */
  figures: { readonly label: string; readonly text: string } | undefined;
  onChange: (text: string) => void;
};

/** One value of a template: its keyboard, its mask, and what is wrong while it is typed. */
export function ValueInput({ field, text, figures, onChange }: ValueInputProps) {
  const { kind, label, isRequired } = field;
  const locale = useLocale();
  const words = useFormatWords();
  const [hasLeft, setLeft] = useState(false);
  const verdict = checkTemplateValue(field, text);
  // What may still become right is left alone until the person goes on; nothing blames an empty form.
  const isWrong = !verdict.ok && text !== "" && (hasLeft || !verdict.isUnfinished);
  const doubt = verdict.ok && hasLeft ? verdict.doubt : undefined;
  const warning = figures && verdict.ok ? warnOfAmountWords(text, figures.text) : doubt;
  const rials = kind === "rial_amount" && verdict.ok && verdict.value ? verdict.value : undefined;
  return (
    <div id={valueAnchor(field)} className="grid scroll-mt-20 content-start gap-1.5">
      <FormRow
        label={<bdi>{label}</bdi>}
        optional={!isRequired}
        help={kind === "rial_amount" ? <RialHelp rials={rials} /> : undefined}
        error={isWrong ? words(verdict.problem, verdict.values) : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            {...inputHintsOf(kind)}
            value={text}
            onFocus={() => setLeft(false)}
            onBlur={() => {
              setLeft(true);
              const tidy = tidyTemplateValue(kind, text, locale);
              if (tidy !== text) onChange(tidy);
            }}
            onChange={({ target }) => onChange(toOneLine(target.value))}
          />
        )}
      </FormRow>
      {warning ? <DoubtLine>{words(warning.problem, warning.values)}</DoubtLine> : null}
      {figures ? <WriteOut figures={figures} words={text} onChoose={onChange} /> : null}
    </div>
  );
}

/** Which unit the figures are in, and what that is in the other one. */
function RialHelp({ rials }: { rials: string | undefined }) {
  const t = useTranslations("values");
  const locale = useLocale();
  if (rials === undefined) return t("inRials");
  const amount = BigInt(rials);
  const { tomans, rest } = toTomans(amount);
  return t(rest === 0n ? "inRialsNow" : "inRialsRest", {
    rials: groupDigits(amount, locale),
    tomans: groupDigits(tomans, locale),
    rest: toLocalDigits(`${rest}`, locale),
  });
}

type WriteOutProps = {
  figures: { readonly label: string; readonly text: string };
  words: string;
  onChoose: (words: string) => void;
};

function WriteOut({ figures, words, onChoose }: WriteOutProps) {
  const t = useTranslations("values");
  if (writeOut(figures.text, "rial") === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
      <span>{t("words", { label: figures.label })}</span>
      {amountUnits.map((unit) => {
        const proposal = writeOut(figures.text, unit) ?? "";
        return (
          <Button
            key={unit}
            size="small"
            className="h-11 md:h-8"
            aria-pressed={proposal === words.trim()}
            onClick={() => onChoose(proposal)}
          >
            {t(`inWords.${unit}`)}
          </Button>
        );
      })}
    </div>
  );
}
