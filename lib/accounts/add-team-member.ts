import "server-only";
import { eq } from "drizzle-orm";
import { noteChange, write } from "@/db/client";
import { teamMembers } from "@/db/schema/teams";
import { recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireAccount } from "./require-account";
import { requireTeam } from "./require-team";
import type { AddTeamMemberInput } from "./schema";

/**
 * Puts a person into a team, or says anew whether their new envelopes go there.
 * @throws AppError `not_found`
 */
export const addTeamMember = (
  actor: AccountActor,
  { teamId, accountId, isDefault }: AddTeamMemberInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const team = await requireTeam(tx, actor, teamId);
    await requireAccount(tx, actor, "account.manage", accountId);
    if (isDefault)
      await tx
        .update(teamMembers)
        .set({ isDefault: false })
        .where(eq(teamMembers.accountId, accountId));
    await tx
      .insert(teamMembers)
      .values({ id: newId(now.getTime()), teamId, accountId, isDefault })
      .onConflictDoUpdate({
        target: [teamMembers.accountId, teamMembers.teamId],
        set: { isDefault },
      });
    const details = { team: team.name };
    await recordAudit(tx, { action: "team.member_added", actor, at: now, accountId, details });
    noteChange("everything");
  });
