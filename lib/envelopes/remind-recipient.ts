import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { hasPageHere } from "@/lib/vocabulary/capabilities";
import { announceChange } from "./change-status";
import { notifyRecipient } from "./notify-people";
import { recipientsOf, requireConnection, requireEnvelope } from "./queries";
import type { RecipientOfEnvelopeInput } from "./schema";
import { isTheirTurn } from "./state";

const secondsBetween = 60;

/**
 * Mails a recipient who is holding the envelope up, never before their turn.
 * @returns `isMailed: false` when it was done less than a minute ago
 * @throws AppError `not_found`, `not_your_turn`, `conflict`, `mail_not_configured`
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
    if (envelope.status !== "in_progress" || !isTheirTurn(person))
      throw new AppError("not_your_turn");
    const { providerId, isRehearsal } = await requireConnection(tx, envelope.connectionId);
    const { capabilities } = requireProvider(providerId);
    // Nothing of a rehearsal reaches the people that it plays with.
    if (isRehearsal || !hasPageHere(capabilities, person.role)) throw new AppError("conflict");
    if (!person.email || !isMailConfigured()) throw new AppError("mail_not_configured");
    const sinceLast = now.getTime() - (person.remindedAt?.getTime() ?? 0);
    if (sinceLast < secondsBetween * 1_000) return { isMailed: false };
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
    return { isMailed: true };
  });
