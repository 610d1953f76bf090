import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
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

/** The same fact means something else where people signed at a service that returns no signatures. */
const wordOf = (fact: (typeof facts)[number], verdict: ArtifactVerdict) =>
  verdict.problems.includes("signed_at_provider") && verdict[fact] === "unknown"
    ? (`signedThere.${fact}` as const)
    : (`${fact}.${verdict[fact]}` as const);

/** Three facts about a finished file, each on its own: never one tick for all. */
export function VerdictFacts({ verdict }: { verdict: unknown }) {
  const t = useTranslations("envelope.verdict");
  if (!isVerdict(verdict)) return null;
  return (
    <ul aria-label={t("label")} className="grid gap-0.5 text-xs">
      {facts.map((fact) => {
        const { Icon, look } = icons[verdict[fact]];
        return (
          <li key={fact} className="flex items-start gap-1.5">
            <Icon aria-hidden className={`mt-[0.2em] size-3.5 shrink-0 ${look}`} />
            {fact === "documentMatch" && isMadeThere(verdict)
              ? `${t("made")}. ${t(valuesWords(verdict))}.`
              : t(wordOf(fact, verdict))}
          </li>
        );
      })}
    </ul>
  );
}
