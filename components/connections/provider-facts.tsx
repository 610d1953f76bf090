import { useFormatter, useLocale, useTranslations } from "next-intl";
import { formatFileSize } from "@/lib/i18n/formats";
import type { Capabilities } from "@/lib/vocabulary/capabilities";

/** What working with a provider is like, as its capabilities say it. */
export function ProviderFacts({ capabilities }: { capabilities: Capabilities }) {
  const t = useTranslations("connections");
  const identityWords = useTranslations("identity");
  const format = useFormatter();
  const locale = useLocale();
  const { boxes, identity, order, notifies, cancel } = capabilities;
  const { keepsFileFor, costOfCreate, largestFile } = capabilities;
  // What there is a choice of has a first choice: nobody has to be asked.
  const wanted = identity
    .filter(({ part, isRequired, choices }) => isRequired && !choices && part !== "name")
    .map(({ part, called = part }) => identityWords(`${called}.label`));
  const facts = [
    t(`facts.hosted.${capabilities.hosted}`),
    wanted.length > 0 ? t("facts.identity", { parts: format.list(wanted, "and") }) : null,
    t(`facts.boxes.${boxes.count}`),
    t(order.kinds.length > 1 ? "facts.anyOrder" : `facts.order.${order.kinds[0] ?? "parallel"}`),
    t(`facts.notifies.${notifies}`),
    t(`facts.cancel.${cancel}`),
    keepsFileFor === undefined ? null : t("facts.keepsFileFor", { hours: keepsFileFor }),
    t(`facts.cost.${costOfCreate}`),
    t("facts.largestFile", { size: formatFileSize(largestFile, locale) }),
  ].filter((fact) => fact !== null);
  return (
    <ul className="grid list-disc gap-1 ps-5 text-sm text-muted">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}
