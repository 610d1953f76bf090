import "server-only";
import { and, eq, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { recipients } from "@/db/schema/envelopes";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { changeStatus } from "./change-status";
import { limitRecipientLinks } from "./issue-link";
import { notifyOfEnding } from "./notify-people";
import type { EnvelopeRow } from "./queries";
import { requireEnvelope } from "./queries";
import { askTelling } from "./request-telling";
import type { CancelEnvelopeInput } from "./schema";

/** Takes an open envelope back, with a reason that everybody concerned is told. @throws AppError `not_found`, `conflict` */
export const cancelEnvelope = (
  actor: AccountActor,
  input: CancelEnvelopeInput,
  now: Date,
): Promise<void> => write((tx) => takeBack(tx, actor, input, now));

/** The same inside a transaction of the caller's. */
export async function takeBack(
  tx: Tx,
  actor: AccountActor,
  { envelopeId, reason }: CancelEnvelopeInput,
  now: Date,
): Promise<void> {
  const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.cancel");
  await withdrawEnvelope(tx, actor, { ...envelope, reason }, now);
}

/** The same once the caller has asked whether this person may. @param envelope with the reason */
export async function withdrawEnvelope(
  tx: Tx,
  actor: AccountActor,
  envelope: EnvelopeRow,
  now: Date,
): Promise<void> {
  const { id: envelopeId, reason } = envelope;
  const [account] = await tx
    .select({ name: accounts.name })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId));
  await changeStatus(tx, envelope, {
    to: "canceled",
    action: "envelope.canceled",
    actor,
    at: now,
    details: { reason },
    set: { reason },
  });
  await limitRecipientLinks(tx, envelopeId, now);
  await notifyOfEnding(tx, envelope, "canceled", now, account?.name ?? "");
  await tx
    .update(recipients)
    .set({ status: "canceled" })
    .where(
      and(
        eq(recipients.envelopeId, envelopeId),
        notInArray(recipients.status, ["signed", "approved", "declined"]),
      ),
    );
  await askTelling(tx, envelope, now);
}
