import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AppErrorCode } from "@/lib/kernel/errors";
import { AppError } from "@/lib/kernel/errors";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { BulkOutcome } from "@/lib/vocabulary/bulk";
import { hasPageHere } from "@/lib/vocabulary/capabilities";
import { announceChange } from "./change-status";
import { notifyRecipient } from "./notify-people";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { recipientsOf, requireConnection, requireEnvelope } from "./queries";
import type { RecipientOfEnvelopeInput } from "./schema";
import { isTheirTurn, whyNotOpen } from "./state";

const secondsBetween = 60;
/** What stands against mailing somebody, and what that is called when they alone are mailed. */
const obstacles = {
  mail_not_configured: "mail_not_configured",
  no_address: "no_address",
  asked_there: "conflict",
  is_rehearsal: "conflict",
  nobody_due: "not_your_turn",
} as const satisfies Partial<Record<BulkOutcome, AppErrorCode>>;
type Obstacle = keyof typeof obstacles;
/** What is nearest to being mailed comes first. */
const obstacleNames = Object.keys(obstacles) as Obstacle[];

/** What stands against mailing somebody now. */
async function findObstacle(
  tx: Tx,
  envelope: EnvelopeRow,
  person: RecipientRow,
): Promise<Obstacle | undefined> {
  if (envelope.status !== "in_progress" || !isTheirTurn(person)) return "nobody_due";
  const { providerId, isRehearsal } = await requireConnection(tx, envelope.connectionId);
  const { capabilities } = requireProvider(providerId);
  if (!hasPageHere(capabilities, person.role)) return "asked_there";
  // Nothing of a rehearsal reaches the people that it plays with.
  if (isRehearsal) return "is_rehearsal";
  if (!isMailConfigured()) return "mail_not_configured";
  return person.email ? undefined : "no_address";
}

/** @returns whether it was mailed; false less than a minute after the last time */
async function mailReminder(
  tx: Tx,
  actor: AccountActor,
  person: RecipientRow,
  now: Date,
): Promise<boolean> {
  const { id: recipientId, envelopeId } = person;
  const sinceLast = now.getTime() - (person.remindedAt?.getTime() ?? 0);
  if (sinceLast < secondsBetween * 1_000) return false;
  await tx.update(recipients).set({ remindedAt: now }).where(eq(recipients.id, recipientId));
  await notifyRecipient(tx, person, "reminder", now);
  await recordAudit(tx, {
    action: "recipient.reminded",
    actor,
    at: now,
    envelopeId,
    recipientId,
  });
  announceChange(envelopeId);
  return true;
}

/**
 * Mails a recipient who is holding the envelope up, never before their turn.
 * @returns `isMailed: false` when it was done less than a minute ago
 * @throws AppError `not_found`, `not_your_turn`, `conflict`, `mail_not_configured`,
 * `no_address`
 */
export const remindRecipient = (
  actor: AccountActor,
  { envelopeId, recipientId }: RecipientOfEnvelopeInput,
  now: Date,
): Promise<{ isMailed: boolean }> =>
  write(async (tx) => {
    const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.remind");
    const person = (await recipientsOf(tx, envelopeId)).find(({ id }) => id === recipientId);
    if (!person) throw new AppError("not_found");
    const obstacle = await findObstacle(tx, envelope, person);
    if (obstacle) throw new AppError(obstacles[obstacle]);
    return { isMailed: await mailReminder(tx, actor, person, now) };
  });

/**
 * Mails everybody whose turn it is, as far as they can be mailed.
 * @returns `done` when somebody was, else why nobody
 * @throws AppError `not_found`, `forbidden`
 */
export async function remindAll(
  tx: Tx,
  actor: AccountActor,
  envelopeId: string,
  now: Date,
): Promise<BulkOutcome> {
  const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.remind");
  const seen = new Set<BulkOutcome>();
  for (const person of await recipientsOf(tx, envelopeId)) {
    const obstacle = await findObstacle(tx, envelope, person);
    const isMailed = !obstacle && (await mailReminder(tx, actor, person, now));
    seen.add(obstacle ?? (isMailed ? "done" : "reminded_just_now"));
  }
  const said = (["done", "reminded_just_now", ...obstacleNames] as const).find((one) =>
    seen.has(one),
  );
  return said && said !== "nobody_due" ? said : (whyNotOpen(envelope.status) ?? "nobody_due");
}
