import { expect, test } from "vitest";
import type { Role } from "@/lib/vocabulary/account";
import { roles } from "@/lib/vocabulary/account";
import type { AccountActor, Actor } from "@/lib/vocabulary/actor";
import type { Permission } from "./can";
import { can, permissions } from "./can";

/**
 * What security.md promises, spelled out again: for each role the answer for an object of one's
 * own, for a colleague's of one of their teams, for somebody else's (of another team, or of none), and
 * for the collection (no object, or one that is missing).
 */
const all = [true, true, true, true, true];
const team = [true, true, false, false, true];
const own = [true, false, false, false, true];
const none = [false, false, false, false, false];

const promised: Record<Permission, Record<Role, boolean[]>> = {
  "account.read": { admin: all, manager: none, staff: none, auditor: none },
  "account.invite": { admin: all, manager: none, staff: none, auditor: none },
  "account.manage": { admin: all, manager: none, staff: none, auditor: none },
  "team.manage": { admin: all, manager: none, staff: none, auditor: none },
  "envelope.hand_over": { admin: all, manager: none, staff: none, auditor: none },
  "organisation.manage": { admin: all, manager: none, staff: none, auditor: none },
  "connection.manage": { admin: all, manager: none, staff: none, auditor: none },
  "job.manage": { admin: all, manager: none, staff: none, auditor: none },
  "delivery.release": { admin: all, manager: none, staff: none, auditor: none },
  "audit.read": { admin: all, manager: none, staff: none, auditor: all },
  "profile.change": { admin: own, manager: own, staff: own, auditor: own },
  "document.upload": { admin: all, manager: all, staff: all, auditor: none },
  "document.read": { admin: own, manager: team, staff: own, auditor: all },
  "template.read": { admin: all, manager: all, staff: all, auditor: all },
  "template.manage": { admin: all, manager: all, staff: none, auditor: none },
  "envelope.list": { admin: own, manager: team, staff: own, auditor: all },
  "envelope.create": { admin: all, manager: all, staff: all, auditor: none },
  "envelope.read": { admin: own, manager: team, staff: own, auditor: all },
  "envelope.edit": { admin: own, manager: own, staff: own, auditor: none },
  "envelope.send": { admin: own, manager: own, staff: own, auditor: none },
  "envelope.cancel": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.assign": { admin: own, manager: team, staff: none, auditor: none },
  "envelope.extend": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.remind": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.copy": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.correct": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.issue_link": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.refresh": { admin: own, manager: team, staff: own, auditor: none },
  "envelope.reconcile": { admin: own, manager: team, staff: none, auditor: none },
  "envelope.force_create": { admin: own, manager: team, staff: none, auditor: none },
  "envelope.download": { admin: own, manager: team, staff: own, auditor: all },
};

const accountOf = (role: Role): AccountActor => ({
  kind: "account",
  accountId: "me",
  role,
  teamIds: ["ours", "also-ours"],
  address: null,
});
const objects = [
  { ownerId: "me", teamId: "theirs" },
  { ownerId: "colleague", teamId: "ours" },
  { ownerId: "somebody-else", teamId: "theirs" },
  { ownerId: "somebody-else", teamId: null },
  undefined,
];
const names = ["their own", "their team's", "another team's", "nobody's team's", "the collection"];

const cases = permissions.flatMap((permission) =>
  roles.flatMap((role) =>
    objects.map((object, index) => ({
      permission,
      role,
      object,
      name: names[index],
      answer: promised[permission][role][index],
    })),
  ),
);

test.each(cases)("$role · $permission · $name: $answer", ({ permission, role, object, answer }) => {
  expect(can(accountOf(role), permission, object)).toBe(answer);
});

test("every permission is promised for every role", () => {
  expect(Object.keys(promised).toSorted()).toEqual(permissions.toSorted());
  expect(cases).toHaveLength(permissions.length * roles.length * objects.length);
});

test.each(objects)("in an office without teams a manager sees all of it: %o", (object) => {
  const manager = { ...accountOf("manager"), teamIds: null };
  for (const permission of permissions)
    if (promised[permission].manager === team) expect(can(manager, permission, object)).toBe(true);
});

test("who belongs to no team of an office that has some sees their own", () => {
  const manager = { ...accountOf("manager"), teamIds: [] };
  expect(objects.map((object) => can(manager, "envelope.read", object))).toEqual(own);
});

const strangers: Actor[] = [
  { kind: "recipient", recipientId: "me", envelopeId: "e", address: null },
  { kind: "provider", providerId: "me", address: null },
];

test.each(strangers)("a $kind holds no permission, not even for what bears its id", (actor) => {
  for (const permission of permissions)
    for (const object of objects) expect(can(actor, permission, object)).toBe(false);
});

test("the portal's own jobs may do everything", () => {
  for (const permission of permissions)
    expect(can({ kind: "system", job: "test" }, permission, { ownerId: "anybody" })).toBe(true);
});
