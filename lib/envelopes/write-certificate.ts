import "server-only";
import { eq, inArray } from "drizzle-orm";
import { createTranslator } from "next-intl";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { linkTokens } from "@/db/schema/links";
import { toLocalDigits } from "@/lib/i18n/digits";
import { formatInstant, formatUtc } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, directionOf, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import type {
  CertificateContent,
  CertificateEvent,
  CertificateRow,
} from "@/lib/signing/certificate-content";
import { requireOffice } from "./compose-notice";
import type { EnvelopeRow, RecipientRow, TimelineEvent } from "./queries";
import { recipientsOf, requireDocument, timelineOf } from "./queries";

const shownEvents = [
  "envelope.sent",
  "recipient.link_issued",
  "recipient.seen",
  "recipient.code_confirmed",
  "recipient.signed",
  "recipient.approved",
] as const;
type ShownEvent = (typeof shownEvents)[number];

/** Ids of the links that a person of the office copied to hand them over. */
async function handedOverLinks(db: Db, people: readonly RecipientRow[]): Promise<Set<string>> {
  const used = people.flatMap(({ actedLinkId }) => (actedLinkId ? [actedLinkId] : []));
  if (used.length === 0) return new Set();
  const rows = await db.select().from(linkTokens).where(inArray(linkTokens.id, used));
  return new Set(rows.filter(({ issuedTo }) => issuedTo !== null).map(({ id }) => id));
}

/** As the envelope's options say, else the language of the office. */
export function localeOf({ providerOptions }: EnvelopeRow, office: { language: string }): Locale {
  const wishes = [providerOptions.certificateLanguage, office.language];
  return wishes.find(isLocale) ?? defaultLocale;
}

/** Local time for people, UTC for whoever compares it with another record. */
export const bothTimes = (
  instant: Date | null,
  place: { readonly locale: Locale; readonly timeZone: string },
): string => {
  if (!instant) return "";
  // In a line that runs from the right, a date without letters would be read back to front.
  const mark = directionOf(place.locale) === "rtl" ? "\u200e" : "";
  return `${formatInstant(instant, "full", place)} (${mark}${formatUtc(instant)})`;
};

/** A row, unless it would be empty. */
export const row = (label: string, value: string | null, code = false): CertificateRow[] =>
  value ? [{ label, value, ...(code && { code }) }] : [];

/** What the certificate of completion says: who, when, how identified, from where, which bytes. */
export async function writeCertificate(
  db: Db,
  envelope: EnvelopeRow,
  signedSha256: string,
  now: Date,
): Promise<CertificateContent> {
  const office = await requireOffice(db);
  const locale = localeOf(envelope, office);
  const t = createTranslator({ locale, messages: messagesFor(locale) });
  const document = await requireDocument(db, envelope.documentId);
  const people = await recipientsOf(db, envelope.id);
  const handedOver = await handedOverLinks(db, people);
  const [owner] = await db.select().from(accounts).where(eq(accounts.id, envelope.ownerId));
  const timeZone = office.timeZone;
  const time = (instant: Date | null) => bothTimes(instant, { locale, timeZone });

  const personRows = (person: RecipientRow): CertificateRow[] => [
    ...row(
      t("certificate.identifiedBy"),
      [
        t(`certificate.identification.${person.identification}`),
        ...(person.actedLinkId && handedOver.has(person.actedLinkId)
          ? [t("certificate.handedOver")]
          : []),
      ].join(" · "),
    ),
    ...row(t("certificate.email"), person.email, true),
    ...row(t("certificate.phone"), person.phone, true),
    ...row(t("certificate.seenAt"), time(person.seenAt) || t("certificate.notRead")),
    ...row(
      t(person.status === "approved" ? "certificate.approvedAt" : "certificate.signedAt"),
      time(person.actedAt),
    ),
    ...row(t("certificate.address"), person.actedAddress, true),
    ...row(t("certificate.device"), person.actedUserAgent, true),
    ...row(t("certificate.mark"), person.markKind && t(`certificate.markKind.${person.markKind}`)),
    ...row(t("certificate.certificateSerial"), person.certificateSerial, true),
  ];

  const toEvent = (event: TimelineEvent): CertificateEvent[] =>
    (shownEvents as readonly string[]).includes(event.action)
      ? [
          {
            time: formatInstant(event.at, "full", { locale, timeZone }),
            text: t(`certificate.event.${event.action as ShownEvent}`, {
              name: event.recipientName ?? "",
            }),
            ...(event.address && { detail: event.address }),
          },
        ]
      : [];

  return {
    direction: directionOf(locale),
    language: locale,
    heading: t("certificate.title"),
    introduction: t("certificate.intro"),
    summary: [
      ...row(t("certificate.document"), envelope.title),
      ...row(t("certificate.reference"), envelope.referenceCode, true),
      ...row(t("certificate.fileName"), document.fileName),
      ...row(t("certificate.pages"), toLocalDigits(String(document.pageCount), locale)),
      ...row(t("certificate.sha256"), document.sha256, true),
      ...row(t("certificate.signedSha256"), signedSha256, true),
      ...row(t("certificate.organisation"), office.name),
      ...row(t("certificate.sender"), owner ? `${owner.name} · ${owner.email}` : null),
      ...row(t("certificate.sentAt"), time(envelope.sentAt)),
      ...row(t("certificate.completedAt"), time(now)),
      ...row(t("certificate.order"), t(`certificate.${envelope.signingOrder}`)),
    ],
    recipientsHeading: t("certificate.people"),
    recipients: people.map((person) => ({
      name: person.name,
      role: t(`recipientRoles.${person.role}`),
      rows: personRows(person),
    })),
    eventsHeading: t("certificate.events"),
    events: (await timelineOf(db, envelope.id)).flatMap(toEvent),
    footer: t("certificate.note"),
    // The numbers are known when the pages are.
    pageNumber: t("certificate.page", { page: "{page}", pages: "{pages}" }),
  };
}
