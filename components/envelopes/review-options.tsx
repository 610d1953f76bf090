import { useTranslations } from "next-intl";
import { useProviderWords } from "@/components/connections/use-provider-words";
import { MarkedPage } from "@/components/pdf/marked-page";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import { Facts } from "./facts";
import { OptionFacts, toldOptions } from "./option-facts";
import { optionAnchor } from "./problem-link";

/** The provider's options that stand together, each group in a part of its own. */
export function ReviewOptions({ view }: { view: DraftView }) {
  const { envelope, provider, document, marks } = view;
  const t = useTranslations("review");
  const words = useProviderWords(provider.id);
  const told = toldOptions(provider);
  const groups = [...new Set(told.flatMap(({ group }) => group ?? []))];
  return groups.map((group) => {
    const first = told.find((shape) => shape.group === group);
    const isMarked = told.some((shape) => shape.group === group && shape.look === "pages");
    return (
      <section key={group} aria-labelledby={`review-${group}`} className="grid gap-3">
        <header className="flex items-baseline gap-3">
          <h2 id={`review-${group}`} className="text-base font-semibold">
            {words.groups?.[group] ?? group}
          </h2>
          <TextLink
            href={`/envelopes/${envelope.id}/people#${optionAnchor(first?.name ?? "")}`}
            className="text-sm"
          >
            {t("edit")}
          </TextLink>
        </header>
        <Facts>
          <OptionFacts provider={provider} group={group} />
        </Facts>
        {isMarked && document && marks.length > 0 ? (
          <MarkedPage document={document} provider={provider.name} marks={marks} />
        ) : null}
      </section>
    );
  });
}
