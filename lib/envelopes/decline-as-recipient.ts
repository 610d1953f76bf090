import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { write } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { requireTurn } from "./act-as-recipient";
import { changeStatus } from "./change-status";
import { limitRecipientLinks } from "./issue-link";
import { notifyOfEnding } from "./notify-people";
import { lockEnvelope } from "./queries";
import type { RecipientKeys } from "./require-recipient";
import { requireRecipient } from "./require-recipient";

/**
 * A signer or approver says no, with a reason; that ends the envelope for everybody.
 * @throws AppError `link_unusable`, `code_needed`, `conflict`, `not_your_turn`
 */
export const declineAsRecipient = (keys: RecipientKeys, reason: string, now: Date): Promise<void> =>
  write(async (tx) => {
    const found = await requireRecipient(tx, keys, now);
    const visit = { ...found, envelope: await lockEnvelope(tx, found.envelope.id) };
    requireTurn(visit);
    const { envelope, recipient, link, actor } = visit;
    await tx
      .update(recipients)
      .set({
        status: "declined",
        declineReason: reason,
        actedAt: now,
        actedAddress: keys.address,
        actedUserAgent: keys.userAgent?.slice(0, 400) ?? null,
        actedLinkId: link.id,
      })
      .where(eq(recipients.id, recipient.id));
    await tx
      .update(recipients)
      .set({ status: "canceled" })
      .where(
        and(
          eq(recipients.envelopeId, envelope.id),
          inArray(recipients.status, ["waiting", "sent", "seen", "filled"]),
        ),
      );
    await recordAudit(tx, {
      action: "recipient.declined",
      actor,
      at: now,
      envelopeId: envelope.id,
      recipientId: recipient.id,
      details: { reason },
    });
    await changeStatus(tx, envelope, {
      to: "declined",
      action: "envelope.declined",
      actor,
      at: now,
      set: { reason },
    });
    await limitRecipientLinks(tx, envelope.id, now);
    await notifyOfEnding(tx, { ...envelope, reason }, "declined", now, recipient.name);
  });
