import type { Role } from "@/lib/vocabulary/account";
import type { AccountActor, Actor } from "@/lib/vocabulary/actor";

/**
 * `own`: only objects that the actor owns. `team`: those of the actor's teams as well, and the whole
 * office while it has no team. `any`: the whole office.
 */
export type Scope = "none" | "own" | "team" | "any";

const table = {
  //                       admin   manager staff   auditor
  "account.read": ["any", "none", "none", "none"],
  "account.invite": ["any", "none", "none", "none"],
  "account.manage": ["any", "none", "none", "none"],
  "team.manage": ["any", "none", "none", "none"],
  "envelope.hand_over": ["any", "none", "none", "none"],
  "organisation.manage": ["any", "none", "none", "none"],
  "connection.manage": ["any", "none", "none", "none"],
  "job.manage": ["any", "none", "none", "none"],
  "delivery.release": ["any", "none", "none", "none"],
  "audit.read": ["any", "none", "none", "any"],
  "profile.change": ["own", "own", "own", "own"],
  "document.upload": ["any", "any", "any", "none"],
  "document.read": ["own", "team", "own", "any"],
  "template.read": ["any", "any", "any", "any"],
  "template.manage": ["any", "any", "none", "none"],
  "envelope.list": ["own", "team", "own", "any"],
  "envelope.create": ["any", "any", "any", "none"],
  "envelope.read": ["own", "team", "own", "any"],
  "envelope.edit": ["own", "own", "own", "none"],
  "envelope.send": ["own", "own", "own", "none"],
  "envelope.cancel": ["own", "team", "own", "none"],
  "envelope.assign": ["own", "team", "none", "none"],
  "envelope.extend": ["own", "team", "own", "none"],
  "envelope.remind": ["own", "team", "own", "none"],
  "envelope.copy": ["own", "team", "own", "none"],
  "envelope.correct": ["own", "team", "own", "none"],
  "envelope.issue_link": ["own", "team", "own", "none"],
  "envelope.refresh": ["own", "team", "own", "none"],
  "envelope.reconcile": ["own", "team", "none", "none"],
  "envelope.force_create": ["own", "team", "none", "none"],
  "envelope.download": ["own", "team", "own", "any"],
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
export type PolicyObject = { readonly ownerId: string; readonly teamId?: string | null };

/** How far a permission reaches for this very actor: `team` is `any` in an office without teams. */
export function reachOf(
  { role, teamIds }: Pick<AccountActor, "role" | "teamIds">,
  permission: Permission,
): Scope {
  const scope = scopeOf(role, permission);
  return scope === "team" && teamIds === null ? "any" : scope;
}

/** Whether a permission reaches what is somebody else's. */
export const reachesOthers = (
  actor: Pick<AccountActor, "role" | "teamIds">,
  permission: Permission,
): boolean => ["any", "team"].includes(reachOf(actor, permission));

/**
 * The only answer to "may this actor do that?". Recipients and providers act through their own
 * token and never hold a permission; the portal's own jobs may do everything.
 */
export function can(actor: Actor, permission: Permission, object?: PolicyObject): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind !== "account") return false;
  const scope = reachOf(actor, permission);
  if (scope === "none") return false;
  if (scope === "any" || object === undefined || object.ownerId === actor.accountId) return true;
  return scope === "team" && isOfTheirs(actor, object);
}

const isOfTheirs = ({ teamIds }: AccountActor, { teamId }: PolicyObject): boolean =>
  Boolean(teamId && teamIds?.includes(teamId));
