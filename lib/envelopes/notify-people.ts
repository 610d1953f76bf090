import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { linkTokens } from "@/db/schema/links";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { deliverMail, isMailConfigured } from "@/lib/mail/deliver-mail";
import { can } from "@/lib/policy/can";
import type { Alarm, Ending, Notice } from "./compose-notice";
import {
  alarms,
  composeAlarm,
  composeEnding,
  composeEndingForSender,
  composeInvitation,
  composeReminder,
  endings,
} from "./compose-notice";
import { insertRecipientLink, recipientLink } from "./issue-link";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { recipientsOf, requireConnection } from "./queries";

const toRecipient = z.strictObject({
  kind: z.enum(["invitation", "reminder", ...endings]),
  envelopeId: z.string(),
  recipientId: z.string(),
  /** The row of the link; its token is made again when the mail is written. */
  linkId: z.string(),
  who: z.string(),
});
const toSender = z.strictObject({
  kind: z.literal("sender"),
  ending: z.enum(endings),
  envelopeId: z.string(),
  who: z.string(),
});
const toColleague = z.strictObject({
  kind: z.literal("alarm"),
  alarm: z.enum(alarms),
  envelopeId: z.string(),
  accountId: z.string(),
  attempt: z.int(),
});
const noticePayload = z.union([toRecipient, toSender, toColleague]);
type NoticePayload = z.infer<typeof noticePayload>;

export const sendNotice: Job<NoticePayload> = { name: "send-notice", payload: noticePayload };

/** What a job of it was to tell a recipient; undefined for another notice. */
export const readNotice = (payload: unknown) => toRecipient.safeParse(payload).data;

/** Mails a recipient, where there is an address and a mail server. On screen it stands anyway. */
export async function notifyRecipient(
  tx: Tx,
  person: RecipientRow,
  kind: "invitation" | "reminder" | Ending,
  now: Date,
  who = "",
): Promise<boolean> {
  if (!person.email || !isMailConfigured()) return false;
  const linkId = await insertRecipientLink(tx, person.id, now);
  const { id: recipientId, envelopeId } = person;
  await enqueue(tx, sendNotice, { kind, envelopeId, recipientId, linkId, who }, { now });
  return true;
}

/** Tells everybody concerned that an envelope has ended: its sender, and whoever had been asked. */
export async function notifyOfEnding(
  tx: Tx,
  envelope: EnvelopeRow,
  ending: Ending,
  now: Date,
  who = "",
): Promise<void> {
  if (!isMailConfigured()) return;
  await enqueue(tx, sendNotice, { kind: "sender", ending, envelopeId: envelope.id, who }, { now });
  // Nothing of a rehearsal reaches the people that it plays with.
  if ((await requireConnection(tx, envelope.connectionId)).isRehearsal) return;
  for (const person of await recipientsOf(tx, envelope.id))
    if (person.sentAt) await notifyRecipient(tx, person, ending, now, who);
}

/**
 * Tells the sender, and where somebody has to decide, whoever may, that an envelope needs a look.
 * It goes with an edge of the envelope's life, so an attempt brings each of them one mail.
 */
export async function raiseAlarm(
  tx: Tx,
  envelope: EnvelopeRow,
  alarm: Alarm,
  now: Date,
): Promise<void> {
  if (!isMailConfigured()) return;
  const people = await tx.select().from(accounts).where(eq(accounts.state, "active"));
  const mayDecide = async ({ id: accountId, role }: (typeof people)[number]) => {
    const teamIds = await teamIdsOf(tx, accountId);
    const actor = { kind: "account", accountId, role, teamIds, address: null } as const;
    return can(actor, "envelope.reconcile", envelope);
  };
  const isDecided = ["needs_check", "file_lapsing"].includes(alarm);
  const what = { alarm, envelopeId: envelope.id, attempt: envelope.currentAttempt };
  for (const person of people) {
    const { id: accountId } = person;
    if (accountId === envelope.ownerId || (isDecided && (await mayDecide(person))))
      await enqueue(tx, sendNotice, { kind: "alarm", ...what, accountId }, { now });
  }
}

async function isRevoked(db: Db, linkId: string): Promise<boolean> {
  const [link] = await db
    .select({ revokedAt: linkTokens.revokedAt })
    .from(linkTokens)
    .where(eq(linkTokens.id, linkId));
  return Boolean(link?.revokedAt);
}

function compose(notice: NoticePayload): Promise<Notice | undefined> {
  if (notice.kind === "alarm")
    return read((db) => composeAlarm(db, notice.envelopeId, notice.alarm, notice.accountId));
  if (notice.kind === "sender")
    return read((db) => composeEndingForSender(db, notice.envelopeId, notice.ending, notice.who));
  const { kind, recipientId, who } = notice;
  const link = recipientLink(notice.linkId);
  return read(async (db) => {
    // The person was corrected in the meantime, and gets another mail with another link.
    if (await isRevoked(db, notice.linkId)) return undefined;
    if (kind === "invitation") return composeInvitation(db, recipientId, link);
    if (kind === "reminder") return composeReminder(db, recipientId, link);
    return composeEnding(db, recipientId, kind, who, link);
  });
}

function keyOf(notice: NoticePayload): string {
  if (notice.kind === "sender") return `${notice.envelopeId}-${notice.ending}`;
  if (notice.kind === "alarm")
    return `${notice.envelopeId}-${notice.alarm}-${notice.attempt}-${notice.accountId}`;
  return `${notice.linkId}-${notice.kind}`;
}

/** The `send-notice` job: at least once, and the same message id again when it is repeated. */
export async function runSendNotice(notice: NoticePayload, now: Date): Promise<void> {
  const letter = await compose(notice);
  if (!letter?.to.address) return;
  const to = { name: letter.to.name, address: letter.to.address };
  await deliverMail({ ...letter, key: keyOf(notice), to });
  if (notice.kind === "sender" || notice.kind === "alarm") return;
  await write((tx) =>
    recordAudit(tx, {
      action: "recipient.notified",
      actor: { kind: "system", job: sendNotice.name },
      at: now,
      envelopeId: notice.envelopeId,
      recipientId: notice.recipientId,
      details: { notice: notice.kind },
    }),
  );
}
