import { beforeAll, expect, test } from "vitest";
import { read } from "@/db/client";
import { openTestDatabase } from "@/db/testing";
import { addTeamMember } from "@/lib/accounts/add-team-member";
import { createTeam } from "@/lib/accounts/create-team";
import { teamIdsOf } from "@/lib/accounts/teams-of";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { listChoices } from "./list-choices";
import { makeAccount, makeOffice } from "./testing";

openTestDatabase();
const now = new Date();
let admin: AccountActor;
let ali: AccountActor;
let sara: AccountActor;
let manager: AccountActor;
let auditor: AccountActor;

const offeredTo = (actor: AccountActor) =>
  read(async (db) => {
    const teamIds = await teamIdsOf(db, actor.accountId);
    return listChoices(db, { ...actor, teamIds });
  });
const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id).toSorted();

beforeAll(async () => {
  await makeOffice();
  admin = await makeAccount("admin");
  ali = await makeAccount("staff");
  sara = await makeAccount("staff");
  manager = await makeAccount("manager");
  auditor = await makeAccount("auditor");
});

test("in an office without teams a manager is offered everybody, and staff nobody", async () => {
  const { owners, teams, views } = await offeredTo(manager);
  expect(idsOf(owners)).toEqual(
    expect.arrayContaining(idsOf([admin, ali, sara, manager].map(({ accountId: id }) => ({ id })))),
  );
  expect(teams).toEqual([]);
  expect(views).toEqual({ mayShareWithOffice: true, mayShareWithTeams: [] });
  const staff = await offeredTo(ali);
  expect([staff.owners, staff.teams]).toEqual([[], []]);
  expect(staff.views).toEqual({ mayShareWithOffice: false, mayShareWithTeams: [] });
});

test("with teams a manager is offered the people of theirs and hears of no other", async () => {
  const { teamId } = await createTeam(admin, { name: "Leases" }, now);
  const { teamId: other } = await createTeam(admin, { name: "Loans" }, now);
  for (const [team, { accountId }] of [
    [teamId, manager],
    [teamId, ali],
    [other, sara],
  ] as const)
    await addTeamMember(admin, { teamId: team, accountId, isDefault: true }, now);
  const { owners, teams, views } = await offeredTo(manager);
  expect(idsOf(owners)).toEqual([manager.accountId, ali.accountId].toSorted());
  expect(teams).toEqual([{ id: teamId, name: "Leases" }]);
  expect(views.mayShareWithTeams).toEqual(teams);
  expect((await offeredTo(auditor)).teams.map(({ name }) => name)).toEqual(["Leases", "Loans"]);
  expect((await offeredTo(ali)).teams).toEqual(teams);
});
