import "server-only";
import { eq } from "drizzle-orm";
import { createTranslator } from "next-intl";
import type { Db } from "@/db/client";
import { accounts, organisation } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import { formatInstant } from "@/lib/i18n/formats";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { messagesFor } from "@/lib/i18n/messages";
import { timeZoneInForce } from "@/lib/i18n/office-time-zone";
import { publicUrl } from "@/lib/kernel/env";
import type { Letter } from "@/lib/mail/compose-mail";
import { can } from "@/lib/policy/can";
import { requireProvider } from "@/lib/providers/registry";
import { isLaunched } from "@/lib/vocabulary/capabilities";
import type { EnvelopeRow, RecipientRow } from "./queries";

/** What a recipient or the sender is told when an envelope has moved. */
export const endings = ["completed", "declined", "canceled", "expired"] as const;
export type Ending = (typeof endings)[number];

/** What the people of the office are told because one of them has to look. */
export const alarms = ["needs_check", "conflict", "failed", "file_lapsing"] as const;
export type Alarm = (typeof alarms)[number];

const statusOf = (alarm: Alarm) => (alarm === "file_lapsing" ? "completing" : alarm);

export type Addressee = { readonly name: string; readonly address: string | null };
export type Notice = Letter & { readonly to: Addressee };

type Person = {
  readonly envelope: EnvelopeRow;
  readonly recipient: RecipientRow;
  readonly sender: string;
  readonly connection: typeof connections.$inferSelect;
  readonly office: { readonly name: string; readonly timeZone: string };
};

const toLocale = (language: string): Locale => (isLocale(language) ? language : defaultLocale);
const translator = (locale: Locale) =>
  createTranslator({ locale, messages: messagesFor(locale), namespace: "notice" });

/** The office's name and its zone in force; before set-up nothing is ever sent. */
export async function requireOffice(db: Db) {
  const [office] = await db.select().from(organisation).limit(1);
  if (!office) throw new Error("The organisation has not been set up");
  return { ...office, timeZone: timeZoneInForce(office.timeZone) };
}

async function requirePerson(db: Db, recipientId: string): Promise<Person> {
  const [row] = await db
    .select({
      envelope: envelopes,
      recipient: recipients,
      sender: accounts.name,
      connection: connections,
    })
    .from(recipients)
    .innerJoin(envelopes, eq(envelopes.id, recipients.envelopeId))
    .innerJoin(accounts, eq(accounts.id, envelopes.ownerId))
    .innerJoin(connections, eq(connections.id, envelopes.connectionId))
    .where(eq(recipients.id, recipientId));
  if (!row) throw new Error("A notice for a recipient who is gone");
  return { ...row, office: await requireOffice(db) };
}

function wordsFor({ envelope, recipient, sender, office, connection }: Person) {
  const locale = toLocale(recipient.language);
  const t = translator(locale);
  const { capabilities, displayName: provider } = requireProvider(connection.providerId);
  const { role } = recipient;
  return {
    locale,
    t,
    /** Where they act, when that is not here. */
    there: isLaunched(capabilities, role) ? [t("invitation.there", { role, provider })] : [],
    to: { name: recipient.name, address: recipient.email },
    words: {
      name: recipient.name,
      role: recipient.role,
      title: envelope.title,
      sender,
      organisation: office.name,
    },
    until:
      envelope.expiresAt &&
      formatInstant(envelope.expiresAt, "short", { locale, timeZone: office.timeZone }),
  };
}

/** It is this recipient's turn. `short` is a text for a messenger, link included. */
export async function composeInvitation(
  db: Db,
  recipientId: string,
  link: string,
): Promise<Notice & { readonly short: string }> {
  const person = await requirePerson(db, recipientId);
  const { locale, t, to, words, there, until } = wordsFor(person);
  const { message } = person.envelope;
  return {
    to,
    language: locale,
    subject: t("invitation.subject", words),
    paragraphs: [
      t("invitation.body", words),
      ...(message ? [t("invitation.message", { ...words, message })] : []),
      ...there,
      ...(until ? [t("invitation.until", { until })] : []),
      t("invitation.own"),
    ],
    action: { label: t("invitation.action", words), link },
    short: t("invitation.short", { ...words, link }),
  };
}

/** The sender is still waiting for this recipient. */
export async function composeReminder(db: Db, recipientId: string, link: string): Promise<Notice> {
  const { locale, t, to, words, there, until } = wordsFor(await requirePerson(db, recipientId));
  return {
    to,
    language: locale,
    subject: t("reminder.subject", words),
    paragraphs: [
      t("reminder.body", words),
      ...there,
      ...(until ? [t("invitation.until", { until })] : []),
      t("invitation.own"),
    ],
    action: { label: t("invitation.action", words), link },
  };
}

/** The code that opens a recipient's page. */
export async function composeCode(
  db: Db,
  recipientId: string,
  code: string,
  minutes: number,
): Promise<Notice> {
  const { locale, t, to, words } = wordsFor(await requirePerson(db, recipientId));
  return {
    to,
    language: locale,
    subject: t("code.subject", { code }),
    paragraphs: [t("code.body", { ...words, code }), t("code.until", { minutes })],
  };
}

const endingParagraphs = (
  t: ReturnType<typeof translator>,
  ending: Ending,
  envelope: EnvelopeRow,
  who: string,
): string[] => {
  const words = { title: envelope.title, who };
  const reason =
    envelope.reason && (ending === "declined" || ending === "canceled")
      ? [t(`${ending}.reason`, { reason: envelope.reason })]
      : [];
  return [t(`${ending}.body`, words), ...reason];
};

/** How an envelope ended, for a recipient. @param who did it; empty where nobody did */
export async function composeEnding(
  db: Db,
  recipientId: string,
  ending: Ending,
  who: string,
  link: string,
): Promise<Notice> {
  const person = await requirePerson(db, recipientId);
  const { locale, t, to, words } = wordsFor(person);
  return {
    to,
    language: locale,
    subject: t(`${ending}.subject`, words),
    paragraphs: [
      ...endingParagraphs(t, ending, person.envelope, who),
      ...(ending === "completed" ? [] : [t(`${ending}.nothing`)]),
    ],
    ...(ending === "completed" && { action: { label: t("completed.action"), link } }),
  };
}

/** How an envelope ended, for its sender. */
export async function composeEndingForSender(
  db: Db,
  envelopeId: string,
  ending: Ending,
  who: string,
): Promise<Notice> {
  const envelope = await requireNamed(db, envelopeId);
  const { t, ...letter } = await toColleague(db, envelope.ownerId, envelopeId);
  return {
    ...letter,
    subject: t(`${ending}.subject`, { title: envelope.title }),
    paragraphs: endingParagraphs(t, ending, envelope, who),
  };
}

/** That somebody of the office has to look at an envelope; undefined once it has moved on. */
export async function composeAlarm(
  db: Db,
  envelopeId: string,
  alarm: Alarm,
  accountId: string,
): Promise<Notice | undefined> {
  const envelope = await requireNamed(db, envelopeId);
  if (envelope.status !== statusOf(alarm)) return undefined;
  const { t, role, ...letter } = await toColleague(db, accountId, envelopeId);
  const teamIds = await teamIdsOf(db, accountId);
  const actor = { kind: "account", accountId, role, teamIds, address: null } as const;
  const words = { title: envelope.title, code: envelope.referenceCode };
  const what = t(`${alarm}.body`, words);
  const next = can(actor, "envelope.reconcile", envelope) ? "decide" : "wait";
  return {
    ...letter,
    subject: t(`${alarm}.subject`, words),
    paragraphs: alarm === "needs_check" ? [what, t(`needs_check.${next}`, words)] : [what],
  };
}

async function requireNamed(db: Db, envelopeId: string): Promise<EnvelopeRow> {
  const [envelope] = await db.select().from(envelopes).where(eq(envelopes.id, envelopeId));
  if (!envelope) throw new Error("A notice about an envelope that is gone");
  return envelope;
}

/** What every letter to an account about an envelope has. */
async function toColleague(db: Db, accountId: string, envelopeId: string) {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new Error("A notice to an account that is gone");
  const language = toLocale(account.language);
  const t = translator(language);
  return {
    t,
    role: account.role,
    language,
    to: { name: account.name, address: account.email },
    action: { label: t("toSender.action"), link: `${publicUrl()}/envelopes/${envelopeId}` },
  };
}
