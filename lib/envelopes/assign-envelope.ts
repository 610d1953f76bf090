import "server-only";
import { asc, eq, inArray, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { teamMembers, teams } from "@/db/schema/teams";
import { openTeamsOf } from "@/lib/accounts/teams-of";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can, reachOf, scopeOf } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import type { Choice } from "./list-choices";
import { lockEnvelope, requireEnvelope } from "./queries";
import { handsSince } from "./read-hands";
import type { Assignment, KeptAssignment } from "./schema";

/** To whom this person may give envelopes: within their own teams, or in the whole office. */
export type Assignees = { readonly people: readonly Choice[]; readonly teams: readonly Choice[] };

export async function assigneesFor(db: Db, actor: AccountActor): Promise<Assignees> {
  if (!can(actor, "envelope.assign")) return { people: [], teams: [] };
  const isWithinTeams = reachOf(actor, "envelope.assign") === "team";
  const members = isWithinTeams
    ? await db
        .select({ accountId: teamMembers.accountId })
        .from(teamMembers)
        .where(inArray(teamMembers.teamId, [...(actor.teamIds ?? [])]))
    : [];
  const near = new Set([actor.accountId, ...members.map(({ accountId }) => accountId)]);
  const active = await db
    .select({ id: accounts.id, name: accounts.name, role: accounts.role })
    .from(accounts)
    .where(eq(accounts.state, "active"))
    .orderBy(asc(accounts.name), asc(accounts.id));
  const inUse = db.select({ id: teams.id, name: teams.name }).from(teams);
  return {
    people: active
      .filter(({ role }) => scopeOf(role, "envelope.create") !== "none")
      .filter(({ id }) => !isWithinTeams || near.has(id))
      .map(({ id, name }) => ({ id, name })),
    teams: isWithinTeams
      ? await openTeamsOf(db, actor.accountId)
      : await inUse.where(isNull(teams.archivedAt)).orderBy(asc(teams.name), asc(teams.id)),
  };
}

/** @throws AppError `assignee_unusable` */
export async function requireAssignee(
  db: Db,
  actor: AccountActor,
  { ownerId, teamId }: Assignment,
): Promise<{ readonly owner: Choice | undefined; readonly team: Choice | undefined }> {
  const offered = await assigneesFor(db, actor);
  const owner = offered.people.find(({ id }) => id === ownerId);
  const team = offered.teams.find(({ id }) => id === teamId);
  if ((ownerId && !owner) || (teamId && !team)) throw new AppError("assignee_unusable");
  return { owner, team };
}

/**
 * Gives an envelope, in whatever state, to another colleague, another team, or both.
 * @param to with `since`: `taken` where it has changed hands after that event
 * @throws AppError `not_found`, `forbidden`, `assignee_unusable`
 */
export async function assignEnvelope(
  tx: Tx,
  actor: AccountActor,
  envelopeId: string,
  to: KeptAssignment,
  now: Date,
): Promise<"done" | "already_so" | "taken"> {
  await requireEnvelope(tx, actor, envelopeId, "envelope.assign");
  const { owner, team } = await requireAssignee(tx, actor, to);
  const before = await lockEnvelope(tx, envelopeId);
  const ownerId = owner?.id ?? before.ownerId;
  const teamId = team?.id ?? before.teamId;
  if (ownerId === before.ownerId && teamId === before.teamId) return "already_so";
  if (to.since !== undefined && (await handsSince(tx, [envelopeId], to.since)).length > 0)
    return "taken";
  await tx.update(envelopes).set({ ownerId, teamId }).where(eq(envelopes.id, envelopeId));
  await recordAudit(tx, {
    action: "envelope.assigned",
    actor,
    at: now,
    envelopeId,
    accountId: ownerId,
    details: { ...(owner && { owner: owner.name }), ...(team && { team: team.name }) },
  });
  announceChange(envelopeId, before);
  return "done";
}
