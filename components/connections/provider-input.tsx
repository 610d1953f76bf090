"use client";
import { useTranslations } from "next-intl";
import { PasswordInput } from "@/components/accounts/password-input";
import { optionAnchor } from "@/components/envelopes/problem-link";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DoubtLine } from "@/components/ui/doubt-line";
import { ErrorLine } from "@/components/ui/error-line";
import type { ControlWiring } from "@/components/ui/form-row";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { SettingView } from "@/lib/connections/describe-settings";
import { readPageRange } from "@/lib/placements/page-range";
import type { InputShape } from "@/lib/vocabulary/input-shape";
import { toColour } from "./colour";
import { ColourInput } from "./colour-input";
import { fillExample } from "./fill-in";
import { LinesInput } from "./lines-input";
import { MadeUpInput } from "./made-up-input";
import { arePositions, PositionInput } from "./position-input";
import { ShareInput } from "./share-input";
import type { useProviderWords } from "./use-provider-words";

export type Values = Readonly<Record<string, unknown>>;
export type ProviderShape = InputShape & { readonly stored?: SettingView["stored"] };
/** `settled` is a choice that can be kept at once; typing is kept when the input is left. */
export type How = "typing" | "settled";

type ProviderInputProps = {
  part: "options" | "settings";
  shape: ProviderShape;
  words: ReturnType<typeof useProviderWords>;
  values: Values;
  pageCount: number | undefined;
  /** Offered while nothing stands there. */
  suggested: string | undefined;
  error: string | undefined;
  doubt: string | undefined;
  onChange: (value: unknown, how: How) => void;
};

/** One input of a provider's, with its words, and what is wrong with it. */
export function ProviderInput(props: ProviderInputProps) {
  const { part, shape, words, values, suggested, doubt, onChange } = props;
  const { name, type, isRequired, isOurs, isSecret, preset, stored } = shape;
  const t = useTranslations("connections");
  const label = words[part]?.[name] ?? name;
  const text = String(values[name] ?? "");
  const error = useLocalError(shape, text, props.pageCount) ?? props.error;
  const example = fillExample(words.example?.[name], values);
  const help = [
    words.help?.[name],
    words.choiceHelp?.[name]?.[String(values[name] ?? preset)],
    example && t("inputs.forExample", { example: isolated(example) }),
    isOurs && isSecret && t("ours"),
    !error && stored && (stored.ending ? t("secretEnding", ending(stored.ending)) : t("secretSet")),
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <div
      id={part === "options" ? optionAnchor(name) : undefined}
      className="grid scroll-mt-20 gap-1.5"
    >
      {type === "boolean" ? (
        <>
          <Checkbox
            label={label}
            help={help}
            checked={values[name] === true}
            onCheckedChange={(checked) => onChange(checked === true, "settled")}
          />
          {error ? <ErrorLine>{error}</ErrorLine> : null}
        </>
      ) : (
        <FormRow
          label={label}
          help={help}
          error={error}
          optional={!isRequired && preset === undefined && !shape.isNeeded}
        >
          {(wiring) => (
            <OneInput
              wiring={{ ...wiring, required: wiring.required && !stored }}
              shape={shape}
              label={label}
              words={words}
              value={values[name]}
              onChange={onChange}
            />
          )}
        </FormRow>
      )}
      {suggested && text === "" ? (
        <Button
          size="small"
          className="justify-self-start"
          onClick={() => onChange(suggested, "settled")}
        >
          {t("inputs.putIn", { name: isolated(suggested) })}
        </Button>
      ) : null}
      {doubt ? <DoubtLine>{doubt}</DoubtLine> : null}
    </div>
  );
}

/** The letters stay in their order inside Persian, too (U+2068 … U+2069). */
const isolated = (text: string) => `\u2068${text}\u2069`;
const ending = (letters: string) => ({ ending: `\u2066…${letters}\u2069` });

/** What can be known to be wrong without asking the provider. */
function useLocalError(
  { look }: InputShape,
  text: string,
  pageCount: number | undefined,
): string | undefined {
  const t = useTranslations("connections.inputs");
  if (text === "") return undefined;
  if (look === "pages" && pageCount !== undefined && !readPageRange(text, pageCount))
    return t("pagesWrong", { count: pageCount });
  if (look === "colour" && !toColour(text) && text.length >= "#RRGGBB".length)
    return t("colourWrong");
  return undefined;
}

type OneInputProps = {
  wiring: ControlWiring;
  shape: InputShape;
  label: string;
  words: ProviderInputProps["words"];
  value: unknown;
  onChange: (value: unknown, how: How) => void;
};

function OneInput({ wiring, shape, label, words, value, onChange }: OneInputProps) {
  const { name, type, choices, preset, isSecret, isOurs, isAddress, look } = shape;
  const t = useTranslations("connections.inputs");
  const text = String(value ?? "");
  const choiceWords = words.choices?.[name];
  const named = { ...wiring, name };
  if (arePositions(choices))
    return (
      <PositionInput
        wiring={wiring}
        label={label}
        choices={choices}
        words={choiceWords}
        value={text}
        onChange={(chosen) => onChange(chosen, "settled")}
      />
    );
  if (choices.length > 0)
    return (
      <Select
        {...named}
        value={text}
        onChange={({ target }) => onChange(target.value || undefined, "settled")}
      >
        {preset === undefined ? <option value="">{t("choose")}</option> : null}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choiceWords?.[choice] ?? choice}
          </option>
        ))}
      </Select>
    );
  if (look === "share")
    return (
      <ShareInput
        wiring={named}
        label={label}
        value={typeof value === "number" ? value : undefined}
        examples={words.examples?.[name]}
        onChange={onChange}
      />
    );
  if (look === "colour")
    return <ColourInput wiring={named} label={label} text={text} onChange={onChange} />;
  if (look === "lines")
    return (
      <LinesInput
        wiring={named}
        text={text}
        variables={words.variables?.[name]}
        onChange={(typed) => onChange(typed, "typing")}
      />
    );
  const common = {
    ...named,
    value: text,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) =>
      onChange(toValue(type, target.value), "typing"),
  };
  if (look === "pages") return <Input {...common} dir="ltr" className="w-44" />;
  if (isOurs)
    return (
      <MadeUpInput {...common} isSecret={isSecret} onMadeUp={(made) => onChange(made, "settled")} />
    );
  // A browser must not offer the portal's own password here.
  if (isSecret) return <PasswordInput {...common} autoComplete="new-password" />;
  if (isAddress) return <Input {...common} type="url" dir="ltr" spellCheck={false} />;
  if (type === "string") return <Input {...common} dir="auto" />;
  return <Input {...common} type="number" dir="ltr" step={type === "integer" ? 1 : "any"} />;
}

const toValue = (type: InputShape["type"], text: string): string | number | undefined => {
  if (type === "string") return text;
  return text === "" ? undefined : Number(text);
};
