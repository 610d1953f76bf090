import "server-only";
import { and, eq } from "drizzle-orm";
import { write } from "@/db/client";
import { calibrations } from "@/db/schema/calibrations";
import { envelopes, placements, recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { forgetVersions } from "./draft-versions";
import { requireEnvelope } from "./queries";
import type { EnvelopeIdInput } from "./schema";

/** Only drafts can be deleted: what was sent stays on record. @throws AppError `not_found`, `conflict` */
export const deleteDraft = (
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.edit");
    if (envelope.status !== "draft") throw new AppError("conflict");
    await forgetVersions(tx, envelopeId);
    await tx.delete(placements).where(eq(placements.envelopeId, envelopeId));
    await tx.delete(recipients).where(eq(recipients.envelopeId, envelopeId));
    await tx.delete(calibrations).where(eq(calibrations.envelopeId, envelopeId));
    const gone = await tx
      .delete(envelopes)
      .where(and(eq(envelopes.id, envelopeId), eq(envelopes.status, "draft")))
      .returning({ id: envelopes.id });
    if (gone.length === 0) throw new AppError("conflict");
    await recordAudit(tx, {
      action: "envelope.deleted",
      actor,
      at: now,
      envelopeId,
      details: { title: envelope.title },
    });
    announceChange(envelopeId, envelope);
  });
