import "server-only";
import type { SQL } from "drizzle-orm";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { AuditAction } from "@/lib/vocabulary/audit";
import { announceChange } from "./change-status";
import type { EnvelopeRow } from "./queries";

/** So many at once; asked again, it goes on. */
const most = 500;

/** What one call has moved, and whether some are left for another. */
export type Portion = { readonly count: number; readonly isMore: boolean };

type Move = {
  readonly actor: AccountActor;
  readonly at: Date;
  readonly action: AuditAction;
  /** Once moved, an envelope fits no longer. */
  readonly which: SQL | undefined;
  /** An owner or a team that is not named stays. */
  readonly to: { readonly ownerId?: string; readonly teamId?: string };
  readonly details: Readonly<Record<string, string>>;
};

/** Gives the next of many envelopes to another owner or team, each with its audit event. */
export async function movePortion(
  tx: Tx,
  { actor, at, action, which, to, details }: Move,
): Promise<Portion> {
  const rows: Pick<EnvelopeRow, "id" | "ownerId" | "teamId">[] = await lockRows(
    tx
      .select({ id: envelopes.id, ownerId: envelopes.ownerId, teamId: envelopes.teamId })
      .from(envelopes)
      .where(which)
      .limit(most + 1),
  );
  for (const row of rows.slice(0, most)) {
    await tx.update(envelopes).set(to).where(eq(envelopes.id, row.id));
    const accountId = to.ownerId ?? row.ownerId;
    await recordAudit(tx, { action, actor, at, envelopeId: row.id, accountId, details });
    announceChange(row.id, row);
  }
  return { count: Math.min(rows.length, most), isMore: rows.length > most };
}
