import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { teamMembers, teams } from "@/db/schema/teams";

/** Of one person, also those that are archived; null while the office has no team at all. */
export async function teamIdsOf(db: Db, accountId: string): Promise<string[] | null> {
  const [any] = await db.select({ id: teams.id }).from(teams).limit(1);
  if (!any) return null;
  const rows = await db
    .select({ teamId: teamMembers.teamId })
    .from(teamMembers)
    .where(eq(teamMembers.accountId, accountId));
  return rows.map(({ teamId }) => teamId);
}

type Membership = Pick<typeof teamMembers.$inferSelect, "teamId" | "isDefault"> &
  Pick<typeof teams.$inferSelect, "archivedAt">;

/** Where new envelopes of one person go: to the chosen team, or the only one in use. */
export function teamOfNew(memberships: readonly Membership[]): string | null {
  const open = memberships.filter(({ archivedAt }) => archivedAt === null);
  const chosen = open.find(({ isDefault }) => isDefault) ?? (open.length === 1 ? open[0] : null);
  return chosen?.teamId ?? null;
}

/** Where a new envelope of this person belongs. */
export const teamForNew = async (db: Db, accountId: string): Promise<string | null> =>
  teamOfNew(
    await db
      .select({ teamId: teams.id, isDefault: teamMembers.isDefault, archivedAt: teams.archivedAt })
      .from(teamMembers)
      .innerJoin(teams, eq(teams.id, teamMembers.teamId))
      .where(eq(teamMembers.accountId, accountId)),
  );

export type TeamName = Pick<typeof teams.$inferSelect, "id" | "name">;

/** Those in use that this person is in: where they may put a new envelope. */
export const openTeamsOf = (db: Db, accountId: string): Promise<TeamName[]> =>
  db
    .select({ id: teams.id, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teamMembers.accountId, accountId), isNull(teams.archivedAt)))
    .orderBy(teams.name, teams.id);

export type TeamView = Pick<typeof teams.$inferSelect, "id" | "name" | "archivedAt"> & {
  readonly members: readonly Pick<typeof teamMembers.$inferSelect, "accountId" | "isDefault">[];
};

/** Null also for no team. */
export async function findTeam(db: Db, teamId: string | null): Promise<TeamName | null> {
  if (teamId === null) return null;
  const [team] = await db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.id, teamId));
  return team ?? null;
}

/** All of them, by name. */
export async function listTeams(db: Db): Promise<TeamView[]> {
  const rows = await db.select().from(teams).orderBy(teams.name, teams.id);
  const members = await db.select().from(teamMembers);
  return rows.map(({ id, name, archivedAt }) => ({
    id,
    name,
    archivedAt,
    members: members
      .filter(({ teamId }) => teamId === id)
      .map(({ accountId, isDefault }) => ({ accountId, isDefault })),
  }));
}
