import "server-only";
import { and, eq, notInArray } from "drizzle-orm";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { teamForNew } from "@/lib/accounts/teams-of";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { announceChange } from "./change-status";
import type { HandOverInput } from "./schema";
import { hasEnded } from "./state";

/** So many at once; asked again, it goes on. */
const most = 500;

/**
 * Gives the open envelopes of a colleague whose account is switched off to another one, and to the
 * team where new ones of that colleague go.
 * @returns how many were handed over, and whether some are left for another call
 * @throws AppError `forbidden`, `not_found`, `conflict` while the account is in use, or for a new owner
 * who is switched off or may hold none
 */
export const handOverEnvelopes = (
  actor: AccountActor,
  { fromAccountId, toAccountId }: HandOverInput,
  now: Date,
): Promise<{ count: number; isMore: boolean }> =>
  write(async (tx) => {
    if (!can(actor, "envelope.hand_over")) throw new AppError("forbidden");
    const find = async (id: string) => {
      const [account] = await tx.select().from(accounts).where(eq(accounts.id, id));
      if (!account) throw new AppError("not_found");
      return account;
    };
    const from = await find(fromAccountId);
    const to = await find(toAccountId);
    const heir = { kind: "account", accountId: to.id, role: to.role, teamIds: [] } as const;
    const mayHold = can({ ...heir, address: null }, "envelope.create");
    if (from.state !== "disabled" || to.state !== "active" || !mayHold)
      throw new AppError("conflict");
    const teamId = await teamForNew(tx, to.id);
    const ended = envelopeStatuses.filter(hasEnded);
    const rows = await tx
      .select({ id: envelopes.id, teamId: envelopes.teamId })
      .from(envelopes)
      .where(and(eq(envelopes.ownerId, from.id), notInArray(envelopes.status, ended)))
      .limit(most + 1);
    for (const row of rows.slice(0, most)) {
      await tx
        .update(envelopes)
        .set({ ownerId: to.id, teamId: teamId ?? row.teamId })
        .where(eq(envelopes.id, row.id));
      await recordAudit(tx, {
        action: "envelope.handed_over",
        actor,
        at: now,
        envelopeId: row.id,
        accountId: to.id,
        details: { from: from.name },
      });
      announceChange(row.id, { ownerId: from.id, teamId: row.teamId });
    }
    return { count: Math.min(rows.length, most), isMore: rows.length > most };
  });
