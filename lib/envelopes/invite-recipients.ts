import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Actor } from "@/lib/vocabulary/actor";
import { notifyRecipient } from "./notify-people";
import type { EnvelopeRow } from "./queries";
import { recipientsOf } from "./queries";
import { recipientsDue } from "./state";

/** Tells everybody whose turn has come now. */
export async function inviteRecipientsDue(
  tx: Tx,
  envelope: EnvelopeRow,
  actor: Actor,
  now: Date,
): Promise<void> {
  const people = await recipientsOf(tx, envelope.id);
  const due = new Set(recipientsDue(people, envelope.signingOrder).map(({ id }) => id));
  for (const person of people.filter(({ id }) => due.has(id))) {
    await tx
      .update(recipients)
      .set({ status: "sent", sentAt: now })
      .where(and(eq(recipients.id, person.id), eq(recipients.status, "waiting")));
    const isMailed = await notifyRecipient(tx, person, "invitation", now);
    await recordAudit(tx, {
      action: "recipient.invited",
      actor,
      at: now,
      envelopeId: envelope.id,
      recipientId: person.id,
      details: { mailed: isMailed },
    });
  }
}
