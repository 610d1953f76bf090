import { useTranslations } from "next-intl";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { bdi } from "./names";

/** What went wrong between the portal and a provider; the provider's own words stand behind ours. */
export function TroubleWords({ trouble }: { trouble: Trouble | null }) {
  const t = useTranslations();
  if (!trouble) return null;
  const { code, providerMessage, providerCode } = trouble;
  return (
    <>
      {t(`trouble.${code}`)}
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
