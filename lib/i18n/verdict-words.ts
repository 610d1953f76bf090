import type { createTranslator } from "next-intl";
import { formatList } from "./formats";
import type { Locale } from "./locales";
import type { Messages } from "./messages";

type Found = "good" | "bad" | "unknown";
const founds: readonly unknown[] = ["good", "bad", "unknown"] satisfies readonly Found[];
const facts = ["documentMatch", "cryptography", "identityAndTrust"] as const;

/** What is kept of the check of a finished file: `ArtifactVerdict` of lib/envelopes. */
export type KeptVerdict = Readonly<Record<(typeof facts)[number], Found>> & {
  readonly problems: readonly string[];
  readonly seal?: Found;
  readonly writtenPages?: readonly number[];
  readonly hashes?: { readonly sent: boolean | null; readonly signed: boolean | null };
};

export const isKeptVerdict = (value: unknown): value is KeptVerdict =>
  typeof value === "object" &&
  value !== null &&
  facts.every((fact) => fact in value && founds.includes(Reflect.get(value, fact)));

/** One thing that was found; `isTheirs` where only the signing service can say it. */
export type Finding = { readonly found: Found; readonly words: string; readonly isTheirs?: true };

type Reader = {
  readonly t: ReturnType<typeof createTranslator<Messages, "envelope.verdict">>;
  readonly locale: Locale;
};

/**
 * Facts about a finished file, each on its own: never one tick for all.
 * @param signedAt the service at which people signed, where it returns no file of its own
 */
export function verdictFindings(
  verdict: KeptVerdict,
  signedAt: string | null,
  reader: Reader,
): readonly Finding[] {
  const { t } = reader;
  const isSealedHere = verdict.problems.includes("signed_at_provider") && signedAt !== null;
  const main = isSealedHere
    ? sealedHere(verdict, signedAt, reader)
    : facts.map((fact) => ({
        found: verdict[fact],
        words:
          fact === "documentMatch" ? matchWords(verdict, reader) : t(`${fact}.${verdict[fact]}`),
      }));
  return [...main, ...written(verdict, reader), ...ofHashes(verdict, reader)];
}

function matchWords({ problems, documentMatch }: KeptVerdict, { t }: Reader): string {
  if (!problems.includes("made_by_provider"))
    return t(problems.includes("locked") ? "locked" : `documentMatch.${documentMatch}`);
  const values = problems.includes("text_unread")
    ? "textUnread"
    : problems.includes("values_missing")
      ? "valuesMissing"
      : "valuesFound";
  return `${t("made")}. ${t(values)}.`;
}

/** Our seal and the pages are checked here; of people's signatures only their provider can say more. */
function sealedHere(
  { seal = "unknown", documentMatch, problems }: KeptVerdict,
  provider: string,
  { t }: Reader,
): readonly Finding[] {
  const match = problems.includes("statement_of_another")
    ? "another"
    : problems.includes("statement_unread")
      ? "unread"
      : documentMatch;
  return [
    { found: seal, words: t(`signedThere.seal.${seal}`) },
    { found: documentMatch, words: t(`signedThere.match.${match}`) },
    { found: "unknown", words: t("signedThere.people", { provider }), isTheirs: true },
  ];
}

/** Not a doubt: it was asked to, and what was sent stands beside it unchanged. */
function written({ writtenPages, documentMatch }: KeptVerdict, { t, locale }: Reader): Finding[] {
  if (!writtenPages || documentMatch !== "good") return [];
  const number = new Intl.NumberFormat(locale);
  const pages = formatList(writtenPages.map(number.format), locale);
  return [{ found: "good", words: t("written", { count: writtenPages.length, pages }) }];
}

/** What the provider itself says of the bytes, where it says anything. */
function ofHashes({ hashes }: KeptVerdict, { t }: Reader): Finding[] {
  const { sent = null, signed = null } = hashes ?? {};
  const findings: Finding[] = [];
  if (sent !== null)
    findings.push({
      found: sent ? "good" : "unknown",
      words: t(sent ? "hashes.sentGood" : "hashes.sentBad"),
    });
  if (signed !== null)
    findings.push({
      found: signed ? "good" : "bad",
      words: t(signed ? "hashes.signedGood" : "hashes.signedBad"),
    });
  return findings;
}
