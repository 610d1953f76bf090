"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { identityAnchor } from "@/components/envelopes/problem-link";
import { DoubtLine } from "@/components/ui/doubt-line";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { limits } from "@/lib/envelopes/schema";
import type { FormatName } from "@/lib/recipients/formats";
import { formats } from "@/lib/recipients/formats";
import { isMoreThanLastFour } from "@/lib/recipients/last-four";
import type { AskedPart, IdentityScheme } from "@/lib/vocabulary/capabilities";
import { toOneLine } from "./draft-state";
import { useChoiceWords } from "./use-choice-words";
import { useFormatWords } from "./use-format-words";

type IdentityInputProps = {
  personId: string;
  providerId: string;
  part: AskedPart;
  isRequired: boolean;
  text: string;
  onChange: (text: string, how: "typing" | "settled") => void;
};

const isFormat = (scheme: IdentityScheme): scheme is FormatName => scheme in formats;

/** One thing that a provider wants to know of a person, checked while it is typed. */
export function IdentityInput({
  personId,
  providerId,
  part,
  isRequired,
  text,
  onChange,
}: IdentityInputProps) {
  const t = useTranslations("identity");
  const draft = useTranslations("draft");
  const inputs = useTranslations("connections.inputs");
  const choiceWords = useChoiceWords(providerId);
  // Required by itself, it is the first choice until somebody says something else.
  const isPreset = part.isRequired;
  const words = useFormatWords();
  const [hasLeft, setLeft] = useState(false);
  const verdict = text !== "" && isFormat(part.scheme) ? formats[part.scheme](text) : undefined;
  // What may still become right is left alone until the person goes on.
  const isWrong = verdict && !verdict.ok && (hasLeft || !verdict.isUnfinished);
  const doubt = verdict?.ok && hasLeft ? verdict.doubt : undefined;
  const isNumber = part.scheme !== "text";
  const { called = part.part, choices } = part;
  const isEnding = part.part === "id_last_four";
  const [hasRemoved, setRemoved] = useState(false);
  const isTooMuch = isEnding && isMoreThanLastFour(text);
  const removal = isTooMuch ? draft("onlyLastFourSoon") : hasRemoved && draft("onlyLastFour");
  const leave = () => {
    setLeft(true);
    if (!isTooMuch) return;
    setRemoved(true);
    onChange("", "typing");
  };
  const anchor = identityAnchor(personId, called);
  if (choices)
    return (
      <FormRow
        id={anchor}
        className="scroll-mt-20 content-start"
        label={t(`${called}.label`)}
        help={t(`${called}.help`)}
        optional={!isRequired}
      >
        {(wiring) => (
          <Select
            {...wiring}
            value={text || (isPreset ? choices[0] : "")}
            onChange={({ target }) => onChange(target.value, "settled")}
          >
            {isPreset ? null : <option value="">{inputs("notSaid")}</option>}
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {choiceWords(part.part, choice)}
              </option>
            ))}
          </Select>
        )}
      </FormRow>
    );
  return (
    <div id={anchor} className="grid scroll-mt-20 content-start gap-1.5">
      <FormRow
        label={t(`${called}.label`)}
        help={t(`${called}.help`)}
        optional={!isRequired}
        error={removal || (isWrong ? words(verdict.problem, verdict.values) : undefined)}
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
            onBlur={leave}
            onChange={({ target }) => {
              setRemoved(false);
              onChange(toOneLine(target.value), "typing");
            }}
          />
        )}
      </FormRow>
      {doubt ? <DoubtLine>{words(doubt.problem, doubt.values)}</DoubtLine> : null}
    </div>
  );
}
