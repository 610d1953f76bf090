"use client";
import { useTranslations } from "next-intl";
import { PasswordInput } from "@/components/accounts/password-input";
import { Checkbox } from "@/components/ui/checkbox";
import type { ControlWiring } from "@/components/ui/form-row";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { MoreRows } from "@/components/ui/more-rows";
import { Select } from "@/components/ui/select";
import type { SettingView } from "@/lib/connections/describe-settings";
import type { InputShape } from "@/lib/provider-kit/describe-inputs";
import { MadeUpInput } from "./made-up-input";
import type { Words } from "./use-provider-words";
import { useProviderWords } from "./use-provider-words";

type Values = Readonly<Record<string, unknown>>;
type Shape = InputShape & { readonly stored?: SettingView["stored"] };
type How = "typing" | "settled";

type ProviderInputsProps = {
  providerId: string;
  part: "options" | "settings";
  shapes: readonly Shape[];
  values: Values;
  errorOf?: (name: string) => string | undefined;
  onChange: (values: Values, how: How) => void;
};

/** The inputs of a provider's settings or options, drawn from their shapes; words are messages. */
export function ProviderInputs(props: ProviderInputsProps) {
  const { providerId, part, shapes, values, errorOf, onChange } = props;
  const t = useTranslations("connections");
  const words = useProviderWords(providerId);
  const keptWords = ({ ending }: NonNullable<SettingView["stored"]>) =>
    ending ? t("secretEnding", isolate(ending)) : t("secretSet");
  const toInput = (shape: Shape) => {
    const { name, type, isRequired, isOurs, isSecret, preset, stored } = shape;
    const label = words[part]?.[name] ?? name;
    const error = errorOf?.(name);
    const help = [
      words.help?.[name],
      words.choiceHelp?.[name]?.[String(values[name] ?? preset)],
      isOurs && isSecret && t("ours"),
      !error && stored && keptWords(stored),
    ]
      .filter(Boolean)
      .join(" ");
    const set = (value: unknown, how: How) => onChange({ ...values, [name]: value }, how);
    if (type === "boolean")
      return (
        <Checkbox
          key={name}
          label={label}
          help={help}
          checked={values[name] === true}
          onCheckedChange={(checked) => set(checked === true, "settled")}
        />
      );
    return (
      <FormRow
        key={name}
        label={label}
        help={help}
        error={error}
        optional={!isRequired && preset === undefined}
      >
        {(wiring) => (
          <OneInput
            wiring={{ ...wiring, required: wiring.required && !stored }}
            shape={shape}
            words={words.choices?.[name]}
            text={String(values[name] ?? "")}
            onChange={set}
          />
        )}
      </FormRow>
    );
  };
  const rare = shapes.filter(({ isRare }) => isRare);
  const isUsed = ({ name, preset }: Shape) =>
    errorOf?.(name) !== undefined || (values[name] ?? preset ?? "") !== (preset ?? "");
  return (
    <>
      {shapes.filter(({ isRare }) => !isRare).map(toInput)}
      {rare.length > 0 ? (
        <MoreRows isOpen={rare.some(isUsed)} className="grid gap-4 pt-2">
          {rare.map(toInput)}
        </MoreRows>
      ) : null}
    </>
  );
}

/** The letters stay in their order inside Persian, too (U+2066 … U+2069). */
const isolate = (ending: string) => ({ ending: `\u2066…${ending}\u2069` });

type OneInputProps = {
  wiring: ControlWiring;
  shape: Shape;
  words: Words | undefined;
  text: string;
  onChange: (value: unknown, how: How) => void;
};

function OneInput({ wiring, shape, words, text, onChange }: OneInputProps) {
  const { name, type, choices, isSecret, isOurs, isAddress } = shape;
  if (choices.length > 0)
    return (
      <Select
        {...wiring}
        name={name}
        value={text}
        onChange={({ target }) => onChange(target.value, "settled")}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words?.[choice] ?? choice}
          </option>
        ))}
      </Select>
    );
  const common = {
    ...wiring,
    name,
    value: text,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) =>
      onChange(toValue(type, target.value), "typing"),
  };
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
