import "server-only";
import { asc, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { teamMembers, teams } from "@/db/schema/teams";
import { reachOf } from "@/lib/policy/can";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";

export type Choice = { readonly id: string; readonly name: string };

/** What the list of envelopes can be narrowed to, and the names of what its rows point at. */
export type ListChoices = {
  readonly providers: readonly Choice[];
  readonly connections: readonly Choice[];
  /** Empty for those who see only what is their own. */
  readonly owners: readonly Choice[];
  /** Empty where the office has none, or none that this person belongs to or may see. */
  readonly teams: readonly Choice[];
  readonly hasRehearsals: boolean;
  readonly views: {
    readonly mayShareWithOffice: boolean;
    readonly mayShareWithTeams: readonly Choice[];
  };
};

export async function listChoices(db: Db, actor: AccountActor): Promise<ListChoices> {
  const ways = await db
    .select({
      id: connections.id,
      name: connections.name,
      providerId: connections.providerId,
      isRehearsal: connections.isRehearsal,
    })
    .from(connections)
    .orderBy(asc(connections.createdAt));
  const reach = reachOf(actor, "envelope.list");
  const mine = actor.teamIds ?? [];
  const allTeams = await db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .orderBy(asc(teams.name), asc(teams.id));
  const ofMine = allTeams.filter(({ id }) => mine.includes(id));
  const maySee = reach === "any" || reach === "team";
  return {
    providers: [...new Set(ways.map(({ providerId }) => providerId))].map((id) => ({
      id,
      name: requireProvider(id).displayName,
    })),
    connections: ways.map(({ id, name }) => ({ id, name })),
    owners: maySee ? await ownersFor(db, actor, reach) : [],
    teams: reach === "any" ? allTeams : ofMine,
    hasRehearsals: ways.some(({ isRehearsal }) => isRehearsal),
    views: { mayShareWithOffice: maySee, mayShareWithTeams: maySee ? ofMine : [] },
  };
}

/** Everybody, or who is in one of the actor's teams. */
async function ownersFor(db: Db, actor: AccountActor, reach: "any" | "team"): Promise<Choice[]> {
  const people = db.select({ id: accounts.id, name: accounts.name }).from(accounts);
  const order = [asc(accounts.name), asc(accounts.id)];
  if (reach === "any") return people.orderBy(...order);
  const members = await db
    .select({ accountId: teamMembers.accountId })
    .from(teamMembers)
    .where(inArray(teamMembers.teamId, [...(actor.teamIds ?? [])]));
  const ids = [actor.accountId, ...members.map(({ accountId }) => accountId)];
  return people.where(inArray(accounts.id, ids)).orderBy(...order);
}
