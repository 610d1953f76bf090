import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { envelopes } from "@/db/schema/envelopes";
import { openTeamsOf } from "@/lib/accounts/teams-of";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { lockEnvelope, requireEnvelope } from "./queries";
import type { ChooseTeamInput } from "./schema";

/**
 * Says which of their teams in use a person makes a draft for. What others typed meanwhile is not
 * touched, so no revision is asked for.
 * @throws AppError `not_found` also for a team that they are not in, `conflict` once it was sent
 */
export const chooseTeam = (
  actor: AccountActor,
  { envelopeId, teamId }: ChooseTeamInput,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.edit");
    const envelope = await lockEnvelope(tx, envelopeId);
    if (envelope.status !== "draft") throw new AppError("conflict");
    const team = (await openTeamsOf(tx, actor.accountId)).find(({ id }) => id === teamId);
    if (!team) throw new AppError("not_found");
    if (envelope.teamId === teamId) return;
    await tx.update(envelopes).set({ teamId }).where(eq(envelopes.id, envelopeId));
    const details = { team: team.name };
    await recordAudit(tx, { action: "envelope.changed", actor, at: now, envelopeId, details });
    announceChange(envelopeId);
  });
