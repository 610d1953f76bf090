import "server-only";
import { eq } from "drizzle-orm";
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

export async function teamForNew(db: Db, accountId: string): Promise<string | null> {
  const rows = await db
    .select({ teamId: teams.id, isDefault: teamMembers.isDefault, archivedAt: teams.archivedAt })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(eq(teamMembers.accountId, accountId));
  return teamOfNew(rows);
}

export type TeamView = Pick<typeof teams.$inferSelect, "id" | "name" | "archivedAt"> & {
  readonly members: readonly Pick<typeof teamMembers.$inferSelect, "accountId" | "isDefault">[];
};

export async function findTeamName(db: Db, teamId: string | null): Promise<string | null> {
  if (teamId === null) return null;
  const [team] = await db.select({ name: teams.name }).from(teams).where(eq(teams.id, teamId));
  return team?.name ?? null;
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
