import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { enqueue } from "@/lib/jobs/queue";
import { AppError } from "@/lib/kernel/errors";
import { announceChange, changeStatus } from "./change-status";
import { completeEnvelope } from "./complete-envelope";
import { inviteRecipientsDue } from "./invite-recipients";
import type { EnvelopeRow, RecipientRow } from "./queries";
import { recipientsOf } from "./queries";
import type { RecipientKeys, RecipientVisit } from "./require-recipient";
import { haveAllActed, isTheirTurn } from "./state";

/** @throws AppError `conflict` when the envelope or the person is past it, `not_your_turn` */
export function requireTurn({ envelope, recipient }: RecipientVisit): void {
  if (envelope.status !== "in_progress") throw new AppError("conflict");
  if (recipient.status === "waiting") throw new AppError("not_your_turn");
  if (!isTheirTurn(recipient)) throw new AppError("conflict");
}

type Act = {
  readonly to: "signed" | "approved";
  readonly set?: Partial<RecipientRow>;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Writes down that a person acted, and what follows: the next one's turn, or completion. */
export async function commitAct(
  tx: Tx,
  { envelope, recipient, link, actor }: RecipientVisit,
  keys: RecipientKeys,
  act: Act,
  now: Date,
): Promise<void> {
  const changed = await tx
    .update(recipients)
    .set({
      ...act.set,
      status: act.to,
      seenAt: recipient.seenAt ?? now,
      actedAt: now,
      actedAddress: keys.address,
      actedUserAgent: keys.userAgent?.slice(0, 400) ?? null,
      actedLinkId: link.id,
    })
    .where(and(eq(recipients.id, recipient.id), eq(recipients.status, recipient.status)))
    .returning({ id: recipients.id });
  if (changed.length === 0) throw new AppError("conflict", "Acted on twice at once");
  await recordAudit(tx, {
    action: act.to === "signed" ? "recipient.signed" : "recipient.approved",
    actor,
    at: now,
    envelopeId: envelope.id,
    recipientId: recipient.id,
    details: { handedOver: link.issuedTo !== null, ...act.details },
  });
  await goOn(tx, envelope, now);
}

async function goOn(tx: Tx, envelope: EnvelopeRow, now: Date): Promise<void> {
  announceChange(envelope.id);
  const actor = { kind: "system", job: "next-turn" } as const;
  await inviteRecipientsDue(tx, envelope, actor, now);
  if (!haveAllActed(await recipientsOf(tx, envelope.id))) return;
  await changeStatus(tx, envelope, {
    to: "completing",
    action: "envelope.all_signed",
    actor,
    at: now,
  });
  await enqueue(tx, completeEnvelope, { envelopeId: envelope.id }, { now, key: envelope.id });
}
