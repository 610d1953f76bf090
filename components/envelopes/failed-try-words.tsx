import { useTranslations } from "next-intl";
import { useProviderWords } from "@/components/connections/use-provider-words";
import type { FailedTry } from "@/lib/envelopes/find-failed-try";
import { isolated } from "./names";

type FailedTryWordsProps = { failedTry: FailedTry; providerId: string };

/** Why a try did not count: in our words where the provider's are known, else in its own. */
export function FailedTryWords({ failedTry, providerId }: FailedTryWordsProps) {
  const t = useTranslations("envelope");
  const { tries = {} } = useProviderWords(providerId);
  const why = failedTry.why.split(", ").map((each) => tries[each] ?? isolated(each));
  return t("failedTry", { why: why.join(t("failedTryJoin")) });
}
