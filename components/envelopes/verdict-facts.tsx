import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ArtifactVerdict } from "@/lib/envelopes/complete-envelope";

const icons = {
  good: { Icon: CircleCheck, look: "text-success" },
  bad: { Icon: CircleAlert, look: "text-error" },
  unknown: { Icon: CircleHelp, look: "text-muted" },
} as const;
const facts = ["documentMatch", "cryptography", "identityAndTrust"] as const;

const isVerdict = (value: unknown): value is ArtifactVerdict =>
  typeof value === "object" &&
  value !== null &&
  facts.every((fact) => fact in value && String(Reflect.get(value, fact)) in icons);

const isMadeThere = ({ problems }: ArtifactVerdict): boolean =>
  problems.includes("made_by_provider");

const valuesWords = ({ problems }: ArtifactVerdict) => {
  if (problems.includes("text_unread")) return "textUnread";
  return problems.includes("values_missing") ? "valuesMissing" : "valuesFound";
};

type VerdictFactsProps = {
  verdict: unknown;
  /** Where people signed at a service that returns no file of its own. */
  signedThere?: { readonly providerName: string; readonly checkAddress: string | null } | undefined;
};

/** Three facts about a finished file, each on its own: never one tick for all. */
export function VerdictFacts({ verdict, signedThere }: VerdictFactsProps) {
  const t = useTranslations("envelope.verdict");
  if (!isVerdict(verdict)) return null;
  return (
    <ul aria-label={t("label")} className="grid gap-0.5 text-xs">
      {verdict.problems.includes("signed_at_provider") && signedThere ? (
        <SealedHere verdict={verdict} {...signedThere} />
      ) : (
        facts.map((fact) => (
          <Finding key={fact} found={verdict[fact]}>
            {fact === "documentMatch" ? (
              <MatchWords verdict={verdict} />
            ) : (
              t(`${fact}.${verdict[fact]}`)
            )}
          </Finding>
        ))
      )}
      <Written verdict={verdict} />
      <Hashes hashes={verdict.hashes} />
    </ul>
  );
}

function MatchWords({ verdict }: { verdict: ArtifactVerdict }) {
  const t = useTranslations("envelope.verdict");
  if (isMadeThere(verdict)) return `${t("made")}. ${t(valuesWords(verdict))}.`;
  return t(
    verdict.problems.includes("locked") ? "locked" : `documentMatch.${verdict.documentMatch}`,
  );
}

/** Not a doubt: it was asked to, and what was sent stands beside it unchanged. */
function Written({ verdict: { writtenPages, documentMatch } }: { verdict: ArtifactVerdict }) {
  const t = useTranslations("envelope.verdict");
  const format = useFormatter();
  if (!writtenPages || documentMatch !== "good") return null;
  const pages = format.list(
    writtenPages.map((page) => format.number(page)),
    "and",
  );
  return <Finding found="good">{t("written", { count: writtenPages.length, pages })}</Finding>;
}

/** What the provider itself says of the bytes, where it says anything. */
function Hashes({ hashes }: { hashes: ArtifactVerdict["hashes"] }) {
  const t = useTranslations("envelope.verdict.hashes");
  if (!hashes) return null;
  const { sent, signed } = hashes;
  return (
    <>
      {sent === null ? null : (
        <Finding found={sent ? "good" : "unknown"}>{t(sent ? "sentGood" : "sentBad")}</Finding>
      )}
      {signed === null ? null : (
        <Finding found={signed ? "good" : "bad"}>{t(signed ? "signedGood" : "signedBad")}</Finding>
      )}
    </>
  );
}

function Finding({ found, children }: { found: keyof typeof icons; children: ReactNode }) {
  const { Icon, look } = icons[found];
  return (
    <li className="flex items-start gap-1.5">
      <Icon aria-hidden className={`mt-[0.2em] size-3.5 shrink-0 ${look}`} />
      <span>{children}</span>
    </li>
  );
}

const matchWords = ({ documentMatch, problems }: ArtifactVerdict) => {
  if (problems.includes("statement_of_another")) return "another";
  return problems.includes("statement_unread") ? "unread" : documentMatch;
};

/** Our seal and the pages are checked here; of people's signatures only their provider can say more. */
function SealedHere({
  verdict,
  providerName,
  checkAddress,
}: { verdict: ArtifactVerdict } & NonNullable<VerdictFactsProps["signedThere"]>) {
  const t = useTranslations("envelope.verdict.signedThere");
  const { seal = "unknown", documentMatch } = verdict;
  return (
    <>
      <Finding found={seal}>{t(`seal.${seal}`)}</Finding>
      <Finding found={documentMatch}>{t(`match.${matchWords(verdict)}`)}</Finding>
      <Finding found="unknown">
        {t("people", { provider: providerName })}
        {checkAddress === null ? null : (
          <>
            {" "}
            <a
              href={checkAddress}
              target="_blank"
              rel="noopener noreferrer"
              className="font-medium text-tile underline"
            >
              {t("check", { provider: providerName })}
            </a>
          </>
        )}
      </Finding>
    </>
  );
}
