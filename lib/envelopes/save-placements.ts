import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { placements } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { returnToVersion } from "./draft-versions";
import { recipientsOf, requireDocument, requireEnvelope } from "./queries";
import { claimRevision } from "./save-draft";
import type { SavePlacementsInput } from "./schema";

/**
 * Keeps all boxes of a draft as the editor has them, and brings the people and the way of sending
 * back on which they stand. What a provider cannot express is kept too: the review names it.
 * @throws AppError `not_found`, `conflict` also when that version cannot come back, `stale`, `invalid`
 */
export const savePlacements = (
  actor: AccountActor,
  input: SavePlacementsInput,
  now: Date,
): Promise<{ rev: number }> =>
  write(async (tx) => {
    const envelope = await requireEnvelope(tx, actor, input.envelopeId, "envelope.edit");
    const rev = await claimRevision(tx, envelope, input.rev, { updatedAt: now });
    const { version = envelope.draftVersion } = input;
    const isReturn = version !== envelope.draftVersion;
    if (isReturn) await returnToVersion(tx, envelope, version, now);
    const people = await recipientsOf(tx, envelope.id);
    const { pageCount } = await requireDocument(tx, envelope.documentId);
    for (const { recipientId, page } of input.placements) {
      if (!people.some(({ id }) => id === recipientId))
        throw new AppError("stale", "A box of somebody who is not in the envelope any more");
      if (page > pageCount) throw new AppError("invalid", undefined, { input: "page" });
    }
    await tx.delete(placements).where(eq(placements.envelopeId, envelope.id));
    if (input.placements.length > 0)
      await tx
        .insert(placements)
        .values(input.placements.map((box) => ({ ...box, envelopeId: envelope.id })));
    if (isReturn)
      await recordAudit(tx, {
        action: "envelope.changed",
        actor,
        at: now,
        envelopeId: envelope.id,
        details: { rev, recipients: people.length },
      });
    return { rev };
  });
