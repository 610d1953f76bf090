import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { announceChange } from "./change-status";
import type { RecipientKeys, RecipientVisit } from "./require-recipient";
import { requireRecipient } from "./require-recipient";

/**
 * The recipient's browser has the document on its screen. Asked for by that page, never by a GET:
 * mail scanners follow links too. @throws AppError `link_unusable`, `code_needed`
 */
export const markSeen = (keys: RecipientKeys, now: Date): Promise<void> =>
  write(async (tx) => noteSeen(tx, await requireRecipient(tx, keys, now), now));

/** The same in a transaction of the caller's. */
export async function noteSeen(
  tx: Tx,
  { recipient, envelope, link, actor }: RecipientVisit,
  now: Date,
): Promise<void> {
  const changed = await tx
    .update(recipients)
    .set({ status: "seen", seenAt: now })
    .where(and(eq(recipients.id, recipient.id), eq(recipients.status, "sent")))
    .returning({ id: recipients.id });
  if (changed.length === 0) return;
  await recordAudit(tx, {
    action: "recipient.seen",
    actor,
    at: now,
    envelopeId: envelope.id,
    recipientId: recipient.id,
    details: { handedOver: link.issuedTo !== null },
  });
  announceChange(envelope.id);
}
