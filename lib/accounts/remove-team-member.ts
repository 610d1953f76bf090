import "server-only";
import { and, eq } from "drizzle-orm";
import { noteChange, write } from "@/db/client";
import { teamMembers } from "@/db/schema/teams";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireTeam } from "./require-team";
import type { TeamMemberInput } from "./schema";

/** Their envelopes stay the team's. @throws AppError `not_found` */
export const removeTeamMember = (
  actor: AccountActor,
  { teamId, accountId }: TeamMemberInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const team = await requireTeam(tx, actor, teamId);
    const gone = await tx
      .delete(teamMembers)
      .where(and(eq(teamMembers.teamId, teamId), eq(teamMembers.accountId, accountId)))
      .returning({ id: teamMembers.id });
    if (gone.length === 0) return;
    const details = { team: team.name };
    await recordAudit(tx, { action: "team.member_removed", actor, at: now, accountId, details });
    noteChange("everything");
  });
