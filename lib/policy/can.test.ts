import { expect, test } from "vitest";
import type { Role } from "@/lib/vocabulary/account";
import { roles } from "@/lib/vocabulary/account";
import type { AccountActor, Actor } from "@/lib/vocabulary/actor";
import type { Permission } from "./can";
import { can, permissions } from "./can";

/**
 * What security.md promises, spelled out again: for each role the answer for an object of one's
 * own, for somebody else's, and for the collection (no object, or one that is missing).
 */
const all = [true, true, true];
const own = [true, false, true];
const none = [false, false, false];

const promised: Record<Permission, Record<Role, boolean[]>> = {
  "account.read": { admin: all, manager: none, staff: none, auditor: none },
  "account.invite": { admin: all, manager: none, staff: none, auditor: none },
  "account.manage": { admin: all, manager: none, staff: none, auditor: none },
  "organisation.manage": { admin: all, manager: none, staff: none, auditor: none },
  "connection.manage": { admin: all, manager: none, staff: none, auditor: none },
  "job.manage": { admin: all, manager: none, staff: none, auditor: none },
  "delivery.release": { admin: all, manager: none, staff: none, auditor: none },
  "audit.read": { admin: all, manager: none, staff: none, auditor: all },
  "profile.change": { admin: own, manager: own, staff: own, auditor: own },
  "document.upload": { admin: all, manager: all, staff: all, auditor: none },
  "document.read": { admin: own, manager: all, staff: own, auditor: all },
  "template.read": { admin: all, manager: all, staff: all, auditor: all },
  "template.manage": { admin: all, manager: all, staff: none, auditor: none },
  "envelope.list": { admin: own, manager: all, staff: own, auditor: all },
  "envelope.create": { admin: all, manager: all, staff: all, auditor: none },
  "envelope.read": { admin: own, manager: all, staff: own, auditor: all },
  "envelope.edit": { admin: own, manager: own, staff: own, auditor: none },
  "envelope.send": { admin: own, manager: own, staff: own, auditor: none },
  "envelope.cancel": { admin: own, manager: all, staff: own, auditor: none },
  "envelope.remind": { admin: own, manager: all, staff: own, auditor: none },
  "envelope.copy": { admin: own, manager: all, staff: own, auditor: none },
  "envelope.issue_link": { admin: own, manager: all, staff: own, auditor: none },
  "envelope.refresh": { admin: own, manager: all, staff: own, auditor: none },
  "envelope.reconcile": { admin: own, manager: all, staff: none, auditor: none },
  "envelope.force_create": { admin: own, manager: all, staff: none, auditor: none },
  "envelope.download": { admin: own, manager: all, staff: own, auditor: all },
};

const accountOf = (role: Role): AccountActor => ({
  kind: "account",
  accountId: "me",
  role,
  address: null,
});
const objects = [{ ownerId: "me" }, { ownerId: "somebody-else" }, undefined];
const names = ["their own", "somebody else's", "the collection"];

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
