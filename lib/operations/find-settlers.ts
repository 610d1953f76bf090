import "server-only";
import { count, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { envelopes } from "@/db/schema/envelopes";
import { listTeams } from "@/lib/accounts/teams-of";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";

/** Who may settle what only a person can. */
export type Settlers = {
  /** How many of the envelopes the one who asks may settle. */
  readonly own: number;
  /** Others who may settle some of them: whoever may settle the most comes first. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  /** How many of them nobody may settle: no manager sees them. */
  readonly unseen: number;
};

/** Whom the envelopes of a status wait for. */
export async function findSettlers(
  db: Db,
  actor: AccountActor,
  status: EnvelopeStatus,
): Promise<Settlers> {
  const groups = await db
    .select({ ownerId: envelopes.ownerId, teamId: envelopes.teamId, count: count() })
    .from(envelopes)
    .where(eq(envelopes.status, status))
    .groupBy(envelopes.ownerId, envelopes.teamId);
  if (groups.length === 0) return { own: 0, others: [], unseen: 0 };
  const people = await db
    .select({ id: accounts.id, name: accounts.name, role: accounts.role })
    .from(accounts)
    .where(eq(accounts.state, "active"));
  const teams = await listTeams(db);
  const settlers = people.map(({ id, name, role }) => {
    const teamIds = teams.filter(({ members }) => members.some((each) => each.accountId === id));
    const person: AccountActor = {
      kind: "account",
      accountId: id,
      role,
      teamIds: teams.length === 0 ? null : teamIds.map((team) => team.id),
      address: null,
    };
    return {
      id,
      name,
      theirs: groups.filter((group) => can(person, "envelope.reconcile", group)),
    };
  });
  const sumOf = (some: typeof groups) => some.reduce((sum, group) => sum + Number(group.count), 0);
  const seen = new Set(settlers.flatMap(({ theirs }) => theirs));
  return {
    own: sumOf(settlers.find(({ id }) => id === actor.accountId)?.theirs ?? []),
    others: settlers
      .filter(({ id, theirs }) => id !== actor.accountId && theirs.length > 0)
      .toSorted((a, b) => sumOf(b.theirs) - sumOf(a.theirs) || a.name.localeCompare(b.name))
      .map(({ id, name }) => ({ id, name })),
    unseen: sumOf(groups.filter((group) => !seen.has(group))),
  };
}
