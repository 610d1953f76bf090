import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { isKeptVerdict, verdictFindings } from "@/lib/i18n/verdict-words";

const icons = {
  good: { Icon: CircleCheck, look: "text-success" },
  bad: { Icon: CircleAlert, look: "text-error" },
  unknown: { Icon: CircleHelp, look: "text-muted" },
} as const;

type VerdictFactsProps = {
  verdict: unknown;
  /** Where people signed at a service that returns no file of its own. */
  signedThere?: { readonly providerName: string; readonly checkAddress: string | null } | undefined;
};

/** Facts about a finished file, each on its own: never one tick for all. */
export function VerdictFacts({ verdict, signedThere }: VerdictFactsProps) {
  const t = useTranslations("envelope.verdict");
  const locale = useLocale();
  if (!isKeptVerdict(verdict)) return null;
  const provider = signedThere?.providerName ?? null;
  return (
    <ul aria-label={t("label")} className="grid gap-0.5 text-xs">
      {verdictFindings(verdict, provider, { t, locale }).map(({ found, words, isTheirs }) => {
        const { Icon, look } = icons[found];
        return (
          <li key={words} className="flex items-start gap-1.5">
            <Icon aria-hidden className={`mt-[0.2em] size-3.5 shrink-0 ${look}`} />
            <span>
              {words}
              {isTheirs && signedThere?.checkAddress ? (
                <CheckThere {...signedThere} address={signedThere.checkAddress} />
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function CheckThere({ providerName, address }: { providerName: string; address: string }) {
  const t = useTranslations("envelope.verdict.signedThere");
  return (
    <>
      {" "}
      <a
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        className="font-medium text-tile underline"
      >
        {t("check", { provider: providerName })}
      </a>
    </>
  );
}
