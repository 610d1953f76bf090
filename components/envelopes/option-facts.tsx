import { useFormatter, useTranslations } from "next-intl";
import { useProviderWords } from "@/components/connections/use-provider-words";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { InputShape } from "@/lib/vocabulary/input-shape";
import { isActive } from "@/lib/vocabulary/input-shape";
import { Fact } from "./facts";

type OptionFactsProps = Pick<DraftView, "provider"> & { group: string | null };

/** The options that count, but for rare ones that nobody has touched and texts that are empty. */
export function toldOptions({ optionShapes, options }: DraftView["provider"]): InputShape[] {
  const chosenOf = ({ name, preset }: InputShape) => options[name] ?? preset;
  return optionShapes.filter(
    (shape) =>
      isActive(shape, optionShapes, options) &&
      !(shape.isRare && chosenOf(shape) === shape.preset) &&
      (shape.isNeeded || ![undefined, null, ""].includes(chosenOf(shape) as undefined)),
  );
}

/** What was said of the provider's own, in words. */
export function OptionFacts({ provider, group }: OptionFactsProps) {
  const t = useTranslations("review");
  const format = useFormatter();
  const words = useProviderWords(provider.id);
  const say = ({ name, choices, look, preset }: InputShape) => {
    const value = provider.options[name] ?? preset;
    if (value === undefined || value === "")
      return <span className="text-muted">{t("notChosen")}</span>;
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return format.number(value);
    const text = String(value);
    if (choices.length > 0) return words.choices?.[name]?.[text] ?? text;
    if (look === "colour")
      return (
        <span dir="ltr" className="inline-flex items-center gap-2">
          <span
            aria-hidden
            className="size-4 rounded-sm border border-edge"
            style={{ background: text }}
          />
          {text}
        </span>
      );
    return <bdi className="whitespace-pre-line wrap-anywhere">{text}</bdi>;
  };
  return toldOptions(provider)
    .filter((shape) => shape.group === group)
    .map((shape) => (
      <Fact key={shape.name} name={words.options?.[shape.name] ?? shape.name}>
        {say(shape)}
        <ChoiceHelp provider={provider} shape={shape} />
      </Fact>
    ));
}

function ChoiceHelp({ provider, shape }: Pick<DraftView, "provider"> & { shape: InputShape }) {
  const { choiceHelp } = useProviderWords(provider.id);
  const help = choiceHelp?.[shape.name]?.[String(provider.options[shape.name] ?? shape.preset)];
  return shape.group !== null && help ? <p className="text-xs text-muted">{help}</p> : null;
}
