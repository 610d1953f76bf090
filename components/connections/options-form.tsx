"use client";
import { useMessages } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { FormRow } from "@/components/ui/form-row";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { InputShape } from "@/lib/provider-kit/describe-inputs";

type Options = Readonly<Record<string, unknown>>;
type ProviderWords = {
  readonly options: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
type OptionsFormProps = {
  providerId: string;
  shapes: readonly InputShape[];
  values: Options;
  onChange: (values: Options, how: "typing" | "settled") => void;
};

/** The inputs of a provider's options, drawn from their shapes; their words are messages. */
export function OptionsForm({ providerId, shapes, values, onChange }: OptionsFormProps) {
  const providers: Readonly<Record<string, ProviderWords>> = useMessages().providers;
  const words = providers[providerId];
  return shapes.map((shape) => {
    const { name, type, choices, isRequired } = shape;
    const label = words?.options[name] ?? name;
    const value = values[name];
    if (type === "boolean")
      return (
        <Checkbox
          key={name}
          label={label}
          checked={value === true}
          onCheckedChange={(checked) =>
            onChange({ ...values, [name]: checked === true }, "settled")
          }
        />
      );
    return (
      <FormRow key={name} label={label} optional={!isRequired && choices.length === 0}>
        {(wiring) =>
          choices.length > 0 ? (
            <Select
              {...wiring}
              value={String(value ?? "")}
              onChange={({ target }) => onChange({ ...values, [name]: target.value }, "settled")}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {words?.choices[name]?.[choice] ?? choice}
                </option>
              ))}
            </Select>
          ) : (
            <Input
              {...wiring}
              type={type === "string" ? "text" : "number"}
              dir={type === "string" ? "auto" : "ltr"}
              step={type === "integer" ? 1 : "any"}
              value={String(value ?? "")}
              onChange={({ target }) =>
                onChange({ ...values, [name]: toValue(type, target.value) }, "typing")
              }
            />
          )
        }
      </FormRow>
    );
  });
}

const toValue = (type: InputShape["type"], text: string): string | number | undefined => {
  if (type === "string") return text;
  return text === "" ? undefined : Number(text);
};
