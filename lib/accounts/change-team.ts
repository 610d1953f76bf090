import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { teams } from "@/db/schema/teams";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireTeam } from "./require-team";
import type { ChangeTeamInput } from "./schema";

/**
 * Renames a team, and archives it or takes it back into use. What an archived team has stays its
 * own and is seen by its managers; new envelopes do not go there. @throws AppError `not_found`
 */
export const changeTeam = (
  actor: AccountActor,
  { teamId, name, isArchived }: ChangeTeamInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const team = await requireTeam(tx, actor, teamId);
    const archivedAt = isArchived ? (team.archivedAt ?? now) : null;
    await tx.update(teams).set({ name, archivedAt }).where(eq(teams.id, teamId));
    const fact = { actor, at: now, details: { team: name } };
    if (team.name !== name) await recordAudit(tx, { action: "team.renamed", ...fact });
    if (Boolean(team.archivedAt) !== isArchived)
      await recordAudit(tx, { action: isArchived ? "team.archived" : "team.restored", ...fact });
  });
