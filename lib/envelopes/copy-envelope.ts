import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { envelopes, placements, recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { insertDraft, usualDeadline } from "./create-envelope";
import type { EnvelopeRow } from "./queries";
import { placementsOf, recipientsOf, requireEnvelope, toPlacement } from "./queries";
import { refreshSearch } from "./refresh-search";
import type { EnvelopeIdInput } from "./schema";
import { openIdentity, sealIdentity } from "./seal-identity";
import { openValues, sealValues } from "./seal-values";
import { mayBeCopied } from "./state";

/**
 * Fix and resend: a new draft with the same document or template, people, boxes and values, linked to the old
 * envelope, which stays as it is. Nobody who signed there is taken to have signed here.
 * @throws AppError `not_found`, `conflict` for a draft, and while nobody knows whether it was sent
 */
export const copyEnvelope = (
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<{ envelopeId: string }> =>
  write(async (tx) => {
    const old = await requireEnvelope(tx, actor, envelopeId, "envelope.copy");
    if (!mayBeCopied(old.status)) throw new AppError("conflict");
    const copy = await insertCopy(tx, actor, old, now);
    return { envelopeId: copy.envelopeId };
  });

export type InsertedCopy = {
  readonly envelopeId: string;
  /** Of its people, by their ids in the old envelope. */
  readonly newIds: ReadonlyMap<string, string>;
};

/** As `copyEnvelope`, inside a transaction of the caller's, who has asked whether it may be copied. */
export async function insertCopy(
  tx: Tx,
  actor: AccountActor,
  old: EnvelopeRow,
  now: Date,
): Promise<InsertedCopy> {
  const newEnvelopeId = await insertDraft(tx, {
    ownerId: actor.accountId,
    documentId: old.documentId,
    documentSha256: old.documentSha256,
    title: old.title,
    expiresAt: await usualDeadline(tx, now),
    now,
    also: {
      connectionId: old.connectionId,
      message: old.message,
      signingOrder: old.signingOrder,
      providerOptions: old.providerOptions,
      copyOfId: old.id,
      templateVersionId: old.templateVersionId,
    },
  });
  // A ciphertext belongs to its row.
  const values = openValues(old.id, old.templateValuesEncrypted);
  await tx
    .update(envelopes)
    .set({ templateValuesEncrypted: sealValues(newEnvelopeId, values) })
    .where(eq(envelopes.id, newEnvelopeId));
  const newIds = new Map<string, string>();
  for (const person of await recipientsOf(tx, old.id)) {
    const id = newId(now.getTime());
    newIds.set(person.id, id);
    const { position, slotId, role, name, email, phone, language, identification } = person;
    await tx.insert(recipients).values({
      id,
      envelopeId: newEnvelopeId,
      position,
      slotId,
      role,
      name,
      email,
      phone,
      language,
      identification,
      senderCodeHash: person.senderCodeHash,
      ...sealIdentity(id, openIdentity(person.id, person.identityEncrypted)),
      status: "waiting",
    });
  }
  await refreshSearch(tx, newEnvelopeId);
  for (const box of await placementsOf(tx, old.id))
    await tx.insert(placements).values({
      ...toPlacement(box),
      id: newId(now.getTime()),
      envelopeId: newEnvelopeId,
      recipientId: newIds.get(box.recipientId) ?? "",
    });
  await recordAudit(tx, {
    action: "envelope.created",
    actor,
    at: now,
    envelopeId: newEnvelopeId,
    details: { copyOf: old.referenceCode },
  });
  const { referenceCode } = await requireEnvelope(tx, actor, newEnvelopeId, "envelope.read");
  await recordAudit(tx, {
    action: "envelope.copied",
    actor,
    at: now,
    envelopeId: old.id,
    details: { copy: referenceCode },
  });
  announceChange(old.id);
  return { envelopeId: newEnvelopeId, newIds };
}
