import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { requireTeam } from "@/lib/accounts/require-team";
import type { TeamMemberInput } from "@/lib/accounts/schema";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Portion } from "./move-portion";
import { movePortion } from "./move-portion";

/**
 * Puts what a person has that no team has, ended or not, into a team, so that its managers see it.
 * @throws AppError `forbidden`, `not_found`, `conflict` for an archived team
 */
export const bringEnvelopes = (
  actor: AccountActor,
  { teamId, accountId }: TeamMemberInput,
  now: Date,
): Promise<Portion> =>
  write(async (tx) => {
    const team = await requireTeam(tx, actor, teamId);
    if (team.archivedAt) throw new AppError("conflict");
    return movePortion(tx, {
      actor,
      at: now,
      action: "envelope.assigned",
      which: and(eq(envelopes.ownerId, accountId), isNull(envelopes.teamId)),
      to: { teamId },
      details: { team: team.name },
    });
  });
