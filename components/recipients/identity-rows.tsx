"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DoubtLine } from "@/components/ui/doubt-line";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { limits } from "@/lib/envelopes/schema";
import type { FormatName } from "@/lib/recipients/formats";
import { formats } from "@/lib/recipients/formats";
import type { AskedPart, IdentityScheme } from "@/lib/vocabulary/capabilities";
import { toOneLine } from "./draft-state";
import { useFormatWords } from "./use-format-words";

type IdentityInputProps = {
  part: AskedPart;
  isRequired: boolean;
  text: string;
  onChange: (text: string) => void;
};

const isFormat = (scheme: IdentityScheme): scheme is FormatName => scheme in formats;

/** One thing that a provider wants to know of a person, checked while it is typed. */
export function IdentityInput({ part, isRequired, text, onChange }: IdentityInputProps) {
  const t = useTranslations("identity");
  const words = useFormatWords();
  const [hasLeft, setLeft] = useState(false);
  const verdict = text !== "" && isFormat(part.scheme) ? formats[part.scheme](text) : undefined;
  // What may still become right is left alone until the person goes on.
  const isWrong = verdict && !verdict.ok && (hasLeft || !verdict.isUnfinished);
  const doubt = verdict?.ok && hasLeft ? verdict.doubt : undefined;
  const isNumber = part.scheme !== "text";
  const { called = part.part } = part;
  return (
    <div className="grid content-start gap-1.5">
      <FormRow
        label={t(`${called}.label`)}
        help={t(`${called}.help`)}
        optional={!isRequired}
        error={isWrong ? words(verdict.problem, verdict.values) : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            dir={isNumber ? "ltr" : "auto"}
            inputMode={isNumber ? (part.part === "phone" ? "tel" : "numeric") : "text"}
            autoComplete="off"
            maxLength={limits.name}
            value={text}
            onFocus={() => setLeft(false)}
            onBlur={() => setLeft(true)}
            onChange={({ target }) => onChange(toOneLine(target.value))}
          />
        )}
      </FormRow>
      {doubt ? <DoubtLine>{words(doubt.problem, doubt.values)}</DoubtLine> : null}
    </div>
  );
}
