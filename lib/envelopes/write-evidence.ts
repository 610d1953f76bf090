import "server-only";
import { createTranslator } from "next-intl";
import { encode } from "uqr";
import type { Db } from "@/db/client";
import { toLocalDigits } from "@/lib/i18n/digits";
import { directionOf } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type { ActEvidence, Evidence, SigningProvider } from "@/lib/provider-kit/contract";
import type { CertificateContent, CertificateRow } from "@/lib/signing/certificate-content";
import type { EvidenceFile } from "@/lib/signing/compose-evidence";
import { requireOffice } from "./compose-notice";
import type { SaidStatement } from "./describe-statement";
import { describeStatement, sha256 } from "./describe-statement";
import type { EnvelopeRow } from "./queries";
import { recipientsOf, requireConnection, requireDocument } from "./queries";
import { bothTimes, localeOf, row } from "./write-certificate";

type Heard = {
  readonly provider: Pick<SigningProvider, "id" | "displayName">;
  /** The provider's number of the document. */
  readonly externalId: string;
  readonly evidence: Evidence;
};

/**
 * What the pages after a document say that was signed elsewhere, and the file that goes with them:
 * every person's act as the provider told it, numbers hidden but for their ends.
 */
export async function writeEvidence(
  db: Db,
  envelope: EnvelopeRow,
  { provider, externalId, evidence }: Heard,
  now: Date,
): Promise<{ readonly content: CertificateContent; readonly file: EvidenceFile }> {
  const office = await requireOffice(db);
  const locale = localeOf(envelope, office);
  const t = createTranslator({ locale, messages: messagesFor(locale) });
  const document = await requireDocument(db, envelope.documentId);
  const people = await recipientsOf(db, envelope.id);
  const place = { locale, timeZone: office.timeZone };
  const name = provider.displayName;
  const { isRehearsal } = await requireConnection(db, envelope.connectionId);

  const stepOf = ({ step }: ActEvidence): string | null =>
    step === "signed" || step === "approved" || step === "declined"
      ? t(`certificate.evidence.${step}`)
      : null;
  const rowsOf = (act: ActEvidence): CertificateRow[] => [
    ...row(t("certificate.evidence.key"), act.maskedKey, true),
    ...row(t("certificate.evidence.step"), stepOf(act)),
    ...row(t("certificate.evidence.method"), act.method),
    ...row(t("certificate.evidence.time"), act.stamp && bothTimes(new Date(act.stamp.at), place)),
    ...row(t("certificate.evidence.written"), act.stamp?.written ?? null, true),
  ];
  const roleOf = (act: ActEvidence): string => {
    const known = people.find(({ id }) => id === act.recipientId);
    return known ? t(`recipientRoles.${known.role}`) : "";
  };

  const { checkAddress, statement, acts } = evidence;
  const signed = describeStatement(statement, envelope);
  const answers =
    signed.kind === "statement"
      ? Object.entries(signed.said.answers).map(
          ([number, answer]) =>
            `${toLocalDigits(number, locale)}: ${t(`certificate.evidence.answers.${answer}`)}`,
        )
      : [];
  return {
    content: {
      direction: directionOf(locale),
      language: locale,
      heading: t(`certificate.evidence.${isRehearsal ? "rehearsalTitle" : "title"}`),
      introduction: [
        isRehearsal ? t("certificate.evidence.rehearsal") : "",
        t("certificate.evidence.intro", { provider: name }),
      ]
        .join(" ")
        .trim(),
      summary: [
        ...row(t("certificate.document"), envelope.title),
        ...row(t("certificate.reference"), envelope.referenceCode, true),
        ...row(t("certificate.fileName"), document.fileName),
        ...row(t("certificate.pages"), toLocalDigits(String(document.pageCount), locale)),
        ...row(t("certificate.sha256"), document.sha256, true),
        ...row(t("certificate.organisation"), office.name),
        ...row(t("certificate.evidence.documentNumber"), externalId, true),
        ...row(
          t("certificate.evidence.statement"),
          t(`certificate.evidence.statements.${wordOf(signed)}`, { provider: name }),
        ),
        ...row(t("certificate.evidence.answersOffered"), answers.join(" · ")),
        ...row(t("certificate.evidence.statementSha256"), sha256(statement), true),
        ...row(t("certificate.sentAt"), bothTimes(envelope.sentAt, place)),
        ...row(t("certificate.completedAt"), bothTimes(now, place)),
        ...row(t("certificate.evidence.check"), checkAddress, true),
      ],
      recipientsHeading: t("certificate.people"),
      recipients: acts.map((act) => ({ name: act.name, role: roleOf(act), rows: rowsOf(act) })),
      eventsHeading: "",
      events: [],
      ...(checkAddress !== null && {
        code: { ...toPath(checkAddress), caption: t("certificate.evidence.check") },
      }),
      footer: t("certificate.evidence.note"),
      pageNumber: t("certificate.page", { page: "{page}", pages: "{pages}" }),
    },
    file: {
      name: `${provider.id}-signatures.json`,
      mediaType: "application/json",
      description: t("certificate.evidence.attachment"),
      bytes: Buffer.from(
        JSON.stringify(
          {
            provider: provider.id,
            externalId,
            checkAddress,
            // The document's bytes stand before the evidence already.
            statement: signed.kind === "file" ? null : statement,
            ...(signed.kind === "file" && { statementIs: "document_base64" }),
            acts,
          },
          null,
          2,
        ),
      ),
    },
  };
}

const wordOf = (signed: SaidStatement) =>
  signed.kind === "statement" && !signed.isOfThis ? "another" : signed.kind;

/** A QR code as an SVG path, one unit a module, with the quiet zone that it needs. */
function toPath(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const dark = data.flatMap((line, y) =>
    line.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { path: dark.join(""), size };
}
