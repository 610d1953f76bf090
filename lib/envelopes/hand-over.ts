import "server-only";
import { and, eq, notInArray } from "drizzle-orm";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { teamForNew } from "@/lib/accounts/teams-of";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import type { Portion } from "./move-portion";
import { movePortion } from "./move-portion";
import type { HandOverInput } from "./schema";
import { hasEnded } from "./state";

/**
 * Gives the open envelopes of a colleague whose account is switched off to another one, and to the
 * team where new ones of that colleague go.
 * @throws AppError `forbidden`, `not_found`, `conflict` while the account is in use, or for a new owner
 * who is switched off or may hold none
 */
export const handOverEnvelopes = (
  actor: AccountActor,
  { fromAccountId, toAccountId }: HandOverInput,
  now: Date,
): Promise<Portion> =>
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
    return movePortion(tx, {
      actor,
      at: now,
      action: "envelope.handed_over",
      which: and(eq(envelopes.ownerId, from.id), notInArray(envelopes.status, ended)),
      to: { ownerId: to.id, ...(teamId && { teamId }) },
      details: { from: from.name },
    });
  });
