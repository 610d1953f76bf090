import "server-only";
import { and, eq, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { placements } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { BoxPositions } from "@/lib/placements/position-rect";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { leaveVersion } from "./draft-versions";
import { requireConnection, requireEnvelope } from "./queries";
import { claimRevision } from "./save-draft";
import type { ChooseConnectionInput } from "./schema";

/**
 * Chooses which way a draft goes out. People and boxes stay as they are, a box at a
 * place that the new provider does not know by name as a plain one; what it cannot express is
 * listed by the review, and its own options begin anew.
 * @throws AppError `not_found`, `conflict` once it was sent, for a template, or when the connection is switched off, `stale`
 */
export const chooseConnection = (
  actor: AccountActor,
  { envelopeId, rev, connectionId }: ChooseConnectionInput,
  now: Date,
): Promise<{ rev: number }> =>
  write(async (tx) => {
    const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.edit");
    // A template is at home at one provider.
    if (envelope.templateVersionId !== null) throw new AppError("conflict");
    const connection = await requireConnection(tx, connectionId);
    if (!connection.isEnabled) throw new AppError("conflict");
    const { options, capabilities } = requireProvider(connection.providerId);
    const { kinds } = capabilities.order;
    const isKnown = kinds.includes(envelope.signingOrder);
    const next = await claimRevision(tx, envelope, rev, {
      connectionId,
      providerOptions: options.parse({}),
      ...(!isKnown && kinds[0] && { signingOrder: kinds[0] }),
      draftVersion: rev + 1,
      updatedAt: now,
    });
    await leaveVersion(tx, envelope, now);
    await freeBoxes(tx, envelopeId, capabilities.boxes.positions);
    await recordAudit(tx, {
      action: "envelope.changed",
      actor,
      at: now,
      envelopeId,
      details: { rev: next, connection: connection.name },
    });
    return { rev: next };
  });

async function freeBoxes(
  tx: Tx,
  envelopeId: string,
  positions: BoxPositions | undefined,
): Promise<void> {
  const isOfEnvelope = eq(placements.envelopeId, envelopeId);
  await tx
    .update(placements)
    .set({ position: null })
    .where(
      positions
        ? and(isOfEnvelope, notInArray(placements.position, positions.names))
        : isOfEnvelope,
    );
}
