import type { Role } from "@/lib/vocabulary/account";
import type { Actor } from "@/lib/vocabulary/actor";

/** `own`: only objects that the actor owns. `any`: the whole office. */
export type Scope = "none" | "own" | "any";

const table = {
  //                       admin   manager staff   auditor
  "account.read": ["any", "none", "none", "none"],
  "account.invite": ["any", "none", "none", "none"],
  "account.manage": ["any", "none", "none", "none"],
  "organisation.manage": ["any", "none", "none", "none"],
  "connection.manage": ["any", "none", "none", "none"],
  "job.manage": ["any", "none", "none", "none"],
  "delivery.release": ["any", "none", "none", "none"],
  "audit.read": ["any", "none", "none", "any"],
  "profile.change": ["own", "own", "own", "own"],
  "document.upload": ["any", "any", "any", "none"],
  "document.read": ["own", "any", "own", "any"],
  "template.read": ["any", "any", "any", "any"],
  "template.manage": ["any", "any", "none", "none"],
  "envelope.list": ["own", "any", "own", "any"],
  "envelope.create": ["any", "any", "any", "none"],
  "envelope.read": ["own", "any", "own", "any"],
  "envelope.edit": ["own", "own", "own", "none"],
  "envelope.send": ["own", "own", "own", "none"],
  "envelope.cancel": ["own", "any", "own", "none"],
  "envelope.remind": ["own", "any", "own", "none"],
  "envelope.copy": ["own", "any", "own", "none"],
  "envelope.issue_link": ["own", "any", "own", "none"],
  "envelope.refresh": ["own", "any", "own", "none"],
  "envelope.reconcile": ["own", "any", "none", "none"],
  "envelope.force_create": ["own", "any", "none", "none"],
  "envelope.download": ["own", "any", "own", "any"],
} as const satisfies Record<string, readonly [Scope, Scope, Scope, Scope]>;

const column: Readonly<Record<Role, 0 | 1 | 2 | 3>> = {
  admin: 0,
  manager: 1,
  staff: 2,
  auditor: 3,
};

export type Permission = keyof typeof table;
export const permissions = Object.keys(table) as readonly Permission[];

/** How far a role's permission reaches. */
export const scopeOf = (role: Role, permission: Permission): Scope =>
  table[permission][column[role]];

/** What the rule needs to know of an object; `undefined` stands for the collection. */
export type PolicyObject = { readonly ownerId: string };

/**
 * The only answer to "may this actor do that?". Recipients and providers act through their own
 * token and never hold a permission; the portal's own jobs may do everything.
 */
export function can(actor: Actor, permission: Permission, object?: PolicyObject): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "account") return false;
  const scope = scopeOf(actor.role, permission);
  if (scope === "none") return false;
  return scope === "any" || object === undefined || object.ownerId === actor.accountId;
}
