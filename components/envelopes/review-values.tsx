import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useFormatWords } from "@/components/recipients/use-format-words";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import {
  inputHintsOf,
  tidyTemplateValue,
  warnOfAmountWords,
} from "@/lib/recipients/template-values";
import type { TemplateField } from "@/lib/vocabulary/template";
import { Fact, Facts } from "./facts";

type Template = NonNullable<DraftView["template"]>;

/** What was typed into the template, once more, and where words and figures disagree. */
export function ReviewValues({
  envelopeId,
  template: { shape, values },
}: {
  envelopeId: string;
  template: Template;
}) {
  const t = useTranslations("review");
  const locale = useLocale();
  const formatWords = useFormatWords();
  const textOf = (group: string, name: string) =>
    values.find((one) => one.group === group && one.name === name)?.value.trim() ?? "";
  const warningOf = ({ kind, amountOf, group, name }: TemplateField) =>
    kind === "amount_words" && amountOf !== null
      ? warnOfAmountWords(textOf(group, name), textOf(group, amountOf))
      : null;
  return (
    <section aria-labelledby="review-values" className="grid gap-3">
      <header className="flex items-baseline gap-3">
        <h2 id="review-values" className="text-base font-semibold">
          {t("valuesHeading")}
        </h2>
        {shape.fields.length > 0 ? (
          <TextLink href={`/envelopes/${envelopeId}/values`} className="text-sm">
            {t("edit")}
          </TextLink>
        ) : null}
      </header>
      {shape.fields.length === 0 ? (
        <p className="text-sm text-muted">{t("noValues")}</p>
      ) : (
        <Facts>
          {shape.fields.map((field) => {
            const { group, name, label, kind } = field;
            const text = textOf(group, name);
            const warning = warningOf(field);
            return (
              <Fact
                key={`${group}/${name}`}
                name={
                  <>
                    <bdi>{label}</bdi>
                    {group === "owner" ? (
                      <span className="block text-xs">{t("ownerValues")}</span>
                    ) : null}
                  </>
                }
              >
                {text === "" ? (
                  <span className="text-muted">{t("valueEmpty")}</span>
                ) : (
                  <bdi dir={inputHintsOf(kind).dir} className="whitespace-pre-line wrap-anywhere">
                    {tidyTemplateValue(kind, text, locale)}
                  </bdi>
                )}
                {warning ? (
                  <span className="flex items-start gap-1.5 text-on-warning-soft">
                    <TriangleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
                    {formatWords(warning.problem, warning.values)}
                  </span>
                ) : null}
              </Fact>
            );
          })}
        </Facts>
      )}
    </section>
  );
}
