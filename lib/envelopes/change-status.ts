import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { noteChange } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { Actor } from "@/lib/vocabulary/actor";
import type { AuditAction } from "@/lib/vocabulary/audit";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { EnvelopeRow } from "./queries";
import { canBecome, hasEnded } from "./state";

/**
 * Tells open screens, once the transaction has committed, that this envelope is another now.
 * @param before as it was, where it changes hands or is deleted
 */
export function announceChange(
  envelopeId: string,
  before?: Pick<EnvelopeRow, "ownerId" | "teamId">,
): void {
  noteChange({ envelopeId, before });
}

type Edge = {
  readonly to: EnvelopeStatus;
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly at: Date;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  /** Columns that change with the status. */
  readonly set?: Partial<EnvelopeRow>;
};

/**
 * Takes an envelope over one edge of its life and writes the audit event of that edge.
 * @throws AppError `conflict` when it is no longer where `envelope` says, or may not go there
 */
export async function changeStatus(tx: Tx, envelope: EnvelopeRow, edge: Edge): Promise<void> {
  if (!canBecome(envelope.status, edge.to))
    throw new AppError("conflict", `To ${edge.to}`, { status: envelope.status });
  const changed = await tx
    .update(envelopes)
    .set({
      ...edge.set,
      status: edge.to,
      rev: sql`${envelopes.rev} + 1`,
      updatedAt: edge.at,
      ...(hasEnded(edge.to) && { endedAt: edge.at }),
    })
    .where(and(eq(envelopes.id, envelope.id), eq(envelopes.status, envelope.status)))
    .returning({ id: envelopes.id });
  if (changed.length === 0) throw new AppError("conflict", "It changed in the meantime");
  await recordAudit(tx, {
    action: edge.action,
    actor: edge.actor,
    at: edge.at,
    envelopeId: envelope.id,
    details: { from: envelope.status, to: edge.to, ...edge.details },
  });
  announceChange(envelope.id);
}
