import "server-only";
import { noteChange, write } from "@/db/client";
import { teams } from "@/db/schema/teams";
import { recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireTeamManager } from "./require-team";
import type { CreateTeamInput } from "./schema";

/** From the first team on, managers see what is theirs and their teams', and no more the whole office. */
export const createTeam = (
  actor: AccountActor,
  { name }: CreateTeamInput,
  now: Date,
): Promise<{ teamId: string }> =>
  write(async (tx) => {
    requireTeamManager(actor);
    const teamId = newId(now.getTime());
    await tx.insert(teams).values({ id: teamId, name, createdAt: now });
    await recordAudit(tx, { action: "team.created", actor, at: now, details: { team: name } });
    noteChange("everything");
    return { teamId };
  });
