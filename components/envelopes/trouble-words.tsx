import { useTranslations } from "next-intl";
import { useProviderWords } from "@/components/connections/use-provider-words";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { bdi } from "./names";

type TroubleWordsProps = {
  trouble: Trouble | null;
  /** Where it is known, what its code means is said instead of our general sentence. */
  providerId?: string;
};

/** What went wrong between the portal and a provider; the provider's own words stand behind ours. */
export function TroubleWords({ trouble, providerId }: TroubleWordsProps) {
  const t = useTranslations();
  const { errors } = useProviderWords(providerId);
  if (!trouble) return null;
  const { code, providerMessage, providerCode } = trouble;
  return (
    <>
      {errors?.[providerCode ?? ""] ?? t(`trouble.${code}`)}
      {providerMessage || providerCode ? (
        <span className="block text-muted">
          {t.rich("delivery.providerSays", {
            bdi,
            words: [providerCode, providerMessage].filter(Boolean).join(": "),
          })}
        </span>
      ) : null}
    </>
  );
}
