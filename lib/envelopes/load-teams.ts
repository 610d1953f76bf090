import "server-only";
import { read } from "@/db/client";
import { listPeople } from "@/lib/accounts/queries";
import { requirePermission } from "@/lib/accounts/require-session";
import { listTeams, teamOfNew } from "@/lib/accounts/teams-of";
import { scopeOf } from "@/lib/policy/can";
import type { Role } from "@/lib/vocabulary/account";
import {
  countOpenByOwner,
  countOpenByTeam,
  countWithoutTeam,
  countWithoutTeamByOwner,
} from "./count-open";

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
  /** How many of their envelopes no team has. */
  readonly withoutTeam: number;
};
/** Somebody who has envelopes that no team has. */
export type TeamlessOwner = {
  readonly id: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly count: number;
  /** Where new envelopes of theirs go. */
  readonly newTeam: string | null;
};
export type TeamsView = {
  /** Those in use first. */
  readonly teams: readonly TeamCard[];
  readonly candidates: readonly Candidate[];
  /** Managers in no team: from the first team on they see what they own and nothing else. */
  readonly managersWithoutTeam: readonly { readonly id: string; readonly name: string }[];
  /** Envelopes that no team has: no manager but their owner sees them. */
  readonly withoutTeam: {
    readonly all: number;
    readonly open: number;
    /** Of who looks, which is what their own list shows. */
    readonly own: number;
    /** Who has most comes first; nobody before there is a team. */
    readonly owners: readonly TeamlessOwner[];
  };
};

/** The teams of the office, for those who make them. */
export async function loadTeams(): Promise<TeamsView> {
  const { actor } = await requirePermission("team.manage");
  const [people, teams, openOf, counts] = await Promise.all([
    listPeople(),
    read(listTeams),
    read(countOpenByTeam),
    read(countWithoutTeam),
  ]);
  const owned = teams.length > 0 && counts.all > 0 ? await read(countWithoutTeamByOwner) : [];
  const teamlessOf = new Map(owned.map(({ id, count }) => [id, count]));
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
      .map(({ id, name, role, newTeam }) => ({
        ...{ id, name, role },
        hasDefault: newTeam !== null,
        withoutTeam: teamlessOf.get(id) ?? 0,
      })),
    managersWithoutTeam: active
      .filter(
        ({ role, memberships }) =>
          scopeOf(role, "envelope.read") === "team" && memberships.length === 0,
      )
      .map(({ id, name }) => ({ id, name })),
    withoutTeam: {
      ...counts,
      own: teamlessOf.get(actor.accountId) ?? 0,
      owners: everybody
        .flatMap(({ id, name, state, newTeam }) => {
          const count = teamlessOf.get(id) ?? 0;
          return count > 0 ? [{ id, name, isDisabled: state === "disabled", count, newTeam }] : [];
        })
        .toSorted((one, other) => other.count - one.count),
    },
  };
}

/** How many open envelopes each account has that somebody else could take over. */
export async function loadOpenCounts(): Promise<Readonly<Record<string, number>>> {
  await requirePermission("envelope.hand_over");
  return Object.fromEntries(await read(countOpenByOwner));
}
