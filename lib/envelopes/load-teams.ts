import "server-only";
import { read } from "@/db/client";
import { listPeople } from "@/lib/accounts/queries";
import { requirePermission } from "@/lib/accounts/require-session";
import { listTeams, teamOfNew } from "@/lib/accounts/teams-of";
import { scopeOf } from "@/lib/policy/can";
import type { Role } from "@/lib/vocabulary/account";
import { countOpenByOwner, countOpenByTeam, countOpenWithoutTeam } from "./count-open";

export type TeamMember = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  /** New envelopes of theirs go to this team. */
  readonly getsNew: boolean;
  /** They are in another team in use as well, so there is something to choose. */
  readonly mayChoose: boolean;
};
export type TeamCard = {
  readonly id: string;
  readonly name: string;
  readonly isArchived: boolean;
  /** Envelopes that have not ended. */
  readonly open: number;
  readonly members: readonly TeamMember[];
};
/** Somebody who can be put into a team. */
export type Candidate = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Whether a team gets their new envelopes already. */
  readonly hasDefault: boolean;
};
export type TeamsView = {
  /** Those in use first. */
  readonly teams: readonly TeamCard[];
  readonly candidates: readonly Candidate[];
  /** Managers in no team: from the first team on they see what they own and nothing else. */
  readonly managersWithoutTeam: readonly { readonly id: string; readonly name: string }[];
  readonly openWithoutTeam: number;
};

/** The teams of the office, for those who make them. */
export async function loadTeams(): Promise<TeamsView> {
  await requirePermission("team.manage");
  const [people, teams, openOf, openWithoutTeam] = await Promise.all([
    listPeople(),
    read(listTeams),
    read(countOpenByTeam),
    read(countOpenWithoutTeam),
  ]);
  const membershipsOf = (accountId: string) =>
    teams.flatMap(({ id: teamId, archivedAt, members }) =>
      members
        .filter((member) => member.accountId === accountId)
        .map(({ isDefault }) => ({ teamId, isDefault, archivedAt })),
    );
  const everybody = people.map((person) => {
    const memberships = membershipsOf(person.id);
    const inUse = memberships.filter(({ archivedAt }) => archivedAt === null);
    return { ...person, memberships, newTeam: teamOfNew(memberships), mayChoose: inUse.length > 1 };
  });
  const active = everybody.filter(({ state }) => state === "active");
  const cards = teams.map(({ id, name, archivedAt }) => ({
    id,
    name,
    isArchived: archivedAt !== null,
    open: openOf.get(id) ?? 0,
    members: everybody
      .filter(({ memberships }) => memberships.some(({ teamId }) => teamId === id))
      .map((person) => ({
        id: person.id,
        name: person.name,
        role: person.role,
        isDisabled: person.state === "disabled",
        getsNew: person.newTeam === id,
        mayChoose: person.mayChoose,
      })),
  }));
  return {
    teams: [
      ...cards.filter(({ isArchived }) => !isArchived),
      ...cards.filter(({ isArchived }) => isArchived),
    ],
    // A role that sees the whole office and makes nothing gains nothing from a team.
    candidates: active
      .filter(({ role }) => scopeOf(role, "envelope.create") !== "none")
      .map(({ id, name, role, newTeam }) => ({ id, name, role, hasDefault: newTeam !== null })),
    managersWithoutTeam: active
      .filter(
        ({ role, memberships }) =>
          scopeOf(role, "envelope.read") === "team" && memberships.length === 0,
      )
      .map(({ id, name }) => ({ id, name })),
    openWithoutTeam,
  };
}

/** How many open envelopes each account has that somebody else could take over. */
export async function loadOpenCounts(): Promise<Readonly<Record<string, number>>> {
  await requirePermission("envelope.hand_over");
  return Object.fromEntries(await read(countOpenByOwner));
}
