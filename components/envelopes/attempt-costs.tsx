import { useTranslations } from "next-intl";
import type { EnvelopeView } from "@/lib/envelopes/loaders";
import { When } from "./when";

/** Every request that may have cost money, and those that did not. */
export function AttemptCosts({ view: { costs, providerName, rehearsal } }: { view: EnvelopeView }) {
  const t = useTranslations("envelope.costs");
  // What is played costs nothing.
  if (costs.length === 0 || rehearsal?.isOurs) return null;
  return (
    <section aria-labelledby="envelope-costs" className="grid gap-3">
      <h2 id="envelope-costs" className="text-base font-semibold">
        {t("title", { provider: providerName })}
      </h2>
      <p className="text-sm text-muted">{t("help")}</p>
      <ul className="divide-y divide-hairline rounded-md border border-hairline bg-surface">
        {costs.map(({ number, at, cost }) => (
          <li
            key={number}
            className={`px-3 py-3 text-sm ${cost === "possible" ? "text-warning" : ""}`}
          >
            {t.rich(cost, { number, when: () => <When at={at} /> })}
          </li>
        ))}
      </ul>
    </section>
  );
}
