import { useLocale, useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import type { FilledTemplateView } from "@/lib/envelopes/load-content";
import { inputHintsOf, tidyTemplateValue } from "@/lib/recipients/template-values";
import { Fact } from "./facts";
import { bdi } from "./names";

/** Which template an envelope was made from, and what was filled into it. */
export function TemplateFact({ template }: { template: FilledTemplateView }) {
  const t = useTranslations("envelope");
  const locale = useLocale();
  const filled = template.values.filter(({ value }) => value !== "");
  return (
    <>
      <Fact name={t("templateName")}>
        <TextLink href={`/templates/${template.templateId}`}>
          {t.rich("templateFacts", { bdi, name: template.name, version: template.number })}
        </TextLink>
      </Fact>
      {filled.length > 0 ? (
        <Fact name={t("values")}>
          <dl className="grid gap-1">
            {filled.map(({ group, name, label, kind, value }) => (
              <div key={`${group}/${name}`}>
                <dt className="text-xs text-muted">
                  <bdi>{label}</bdi>
                </dt>
                <dd className="wrap-anywhere">
                  <bdi dir={inputHintsOf(kind).dir}>{tidyTemplateValue(kind, value, locale)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </Fact>
      ) : null}
    </>
  );
}
