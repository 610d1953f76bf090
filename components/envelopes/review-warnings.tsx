import { useTranslations } from "next-intl";
import { useProviderProblems } from "@/components/connections/use-provider-words";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { Problem } from "@/lib/placements/check-rules";
import { toFix } from "./problem-link";

type OptionSentenceProps = { problem: Problem; providerId: string };

/** What is wrong with a provider's option, in the provider's words. */
export const OptionSentence = ({ problem, providerId }: OptionSentenceProps) =>
  useProviderProblems(providerId)(problem.option?.problem ?? "", problem.values ?? {});

/** What keeps nobody from sending, and should be known before. */
export function ReviewWarnings({ view }: { view: DraftView }) {
  const { envelope, provider, doubts, obstacles } = view;
  const t = useTranslations("review");
  const problems = useTranslations("problems");
  const { isOutOfReach, connection } = obstacles;
  return (
    <>
      {isOutOfReach ? (
        <Notice tone="warning" title={t("localTitle", { provider: provider.name })}>
          {t("localBody")}
        </Notice>
      ) : null}
      {connection === "well" ? null : (
        <Notice tone="warning">{t(`connection.${connection}`, { provider: provider.name })}</Notice>
      )}
      {doubts.length > 0 ? (
        <Notice tone="warning" title={t("doubtsTitle")}>
          <ul className="grid gap-1 pt-1">
            {doubts.map((doubt) => (
              <li key={`${doubt.option?.name} ${doubt.option?.problem}`}>
                <OptionSentence problem={doubt} providerId={provider.id} />{" "}
                <TextLink
                  href={toFix(envelope.id, doubt).href}
                  className="text-current hover:text-current"
                >
                  {problems("fixOption")}
                </TextLink>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
