import { useTranslations } from "next-intl";
import { useProviderProblems, useProviderWords } from "@/components/connections/use-provider-words";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { DraftView } from "@/lib/envelopes/load-draft";
import type { Problem } from "@/lib/placements/check-rules";
import { bdi } from "./names";
import { toFix } from "./problem-link";
import { ProblemSentence } from "./problem-sentence";

type OptionSentenceProps = { problem: Problem; providerId: string };

/** What is wrong with a provider's option, in the provider's words. */
export function OptionSentence({
  problem: { option, values = {} },
  providerId,
}: OptionSentenceProps) {
  const t = useTranslations("problems");
  const { options } = useProviderWords(providerId);
  const say = useProviderProblems(providerId);
  const name = option?.name ?? "";
  const problem = say(option?.problem ?? "", values);
  return t.rich("ofOption", { bdi, name: options?.[name] ?? name, problem });
}

/** What keeps nobody from sending, and should be known before. */
export function ReviewWarnings({ view }: { view: DraftView }) {
  const { envelope, provider, recipients, doubts, obstacles } = view;
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
              <li
                key={[
                  doubt.code,
                  doubt.placementId,
                  doubt.option?.name,
                  doubt.option?.problem,
                ].join(" ")}
              >
                {doubt.option ? (
                  <OptionSentence problem={doubt} providerId={provider.id} />
                ) : (
                  <ProblemSentence problem={doubt} people={recipients} />
                )}{" "}
                <TextLink
                  href={toFix(envelope.id, doubt).href}
                  className="text-current hover:text-current"
                >
                  {problems(toFix(envelope.id, doubt).words)}
                </TextLink>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
