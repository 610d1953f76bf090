import "server-only";
import type { SQL } from "drizzle-orm";
import { and, eq, exists, gte, inArray, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { factWords } from "@/db/spell-words";
import type { SearchQuery, SearchTerm } from "@/lib/recipients/search-words";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import type { EnvelopeListFilter } from "./list-filter";
import { sortOf } from "./list-filter";
import { visibleBranches, visibleWords } from "./queries";

/** A part of a list that one index gives in its order; parts have no row in common. */
export type Branch = { readonly where: SQL | undefined; readonly status: EnvelopeStatus | null };

const mostBranches = 64;
/** May still expire. */
const open: readonly EnvelopeStatus[] = ["queued", "sending", "needs_check", "in_progress"];

/** Until nothing has happened for so long, an envelope is on its way. */
export const stuckDays = 3;
const movable: readonly EnvelopeStatus[] = [
  "queued",
  "sending",
  "needs_check",
  "in_progress",
  "completing",
];

/**
 * What makes an envelope of this status stuck. Somebody has to look at once where nobody knows
 * whether it was sent, and where the signed file does not come.
 */
function isStuck(status: EnvelopeStatus, now: Date): SQL | undefined {
  if (status === "needs_check") return undefined;
  const isQuiet = lt(envelopes.updatedAt, new Date(now.getTime() - stuckDays * 86_400_000));
  return status === "completing" ? or(isQuiet, isNotNull(envelopes.trouble)) : isQuiet;
}

type Column = typeof envelopes.updatedAt | typeof envelopes.sentAt;
const between = (column: Column, from: Date | undefined, to: Date | undefined) => [
  from && gte(column, from),
  to && lt(column, to),
];

/** A person whose turn it is. */
const waitsFor = (db: Db, who: string): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(recipients)
      .where(
        and(
          eq(recipients.envelopeId, envelopes.id),
          ne(recipients.role, "viewer"),
          inArray(recipients.status, ["sent", "seen", "filled"]),
          or(eq(recipients.name, who), eq(recipients.email, who), eq(recipients.phone, who)),
        ),
      ),
  );

/** @returns undefined where connections do not matter */
async function connectionIds(db: Db, filter: EnvelopeListFilter): Promise<string[] | undefined> {
  const { provider, rehearsal, connection } = filter;
  if (!provider && !rehearsal) return connection;
  const rows = await db
    .select({
      id: connections.id,
      providerId: connections.providerId,
      isRehearsal: connections.isRehearsal,
    })
    .from(connections);
  return rows
    .filter(
      ({ id, providerId, isRehearsal }) =>
        (!provider || provider.includes(providerId)) &&
        (!rehearsal || isRehearsal === (rehearsal === "yes")) &&
        (!connection || connection.includes(id)),
    )
    .map(({ id }) => id);
}

function statusesOf({ status, expiresWithin, waitingFor, stuck, ...filter }: EnvelopeListFilter) {
  const possible = [
    waitingFor ? (["in_progress"] as const) : undefined,
    expiresWithin ? open : undefined,
    stuck ? movable : undefined,
  ].filter((each) => each !== undefined);
  if (possible.length > 0)
    return envelopeStatuses.filter((each) =>
      [status ?? envelopeStatuses, ...possible].every((some) => some.includes(each)),
    );
  return status ?? (sortOf(filter).by === "status" ? envelopeStatuses : undefined);
}

const ofTeam = (id: string): SQL =>
  id === "none" ? isNull(envelopes.teamId) : eq(envelopes.teamId, id);

/**
 * What a filter asks beside its words, as parts that an index gives in order: a condition with
 * several values would make the database sort everything that it fits.
 */
export async function toBranches(
  db: Db,
  actor: AccountActor,
  filter: EnvelopeListFilter,
  now: Date,
): Promise<readonly Branch[]> {
  const { expiresWithin, waitingFor } = filter;
  const until = expiresWithin && new Date(now.getTime() + expiresWithin * 86_400_000);
  const always = [
    ...between(envelopes.updatedAt, filter.updatedFrom, filter.updatedTo),
    ...between(envelopes.sentAt, filter.sentFrom, filter.sentTo),
    ...between(envelopes.endedAt, filter.endedFrom, filter.endedTo),
    ...between(envelopes.expiresAt, filter.expiresFrom, filter.expiresTo),
    ...(until ? between(envelopes.expiresAt, now, until) : []),
    waitingFor && waitsFor(db, waitingFor),
  ];
  let branches: Branch[] = visibleBranches(actor, "envelope.list").map((seen) => ({
    where: and(seen, ...always.filter((each) => each !== undefined && each !== "")),
    status: null,
  }));
  const multiply = (values: readonly Branch[] | undefined) => {
    if (!values) return;
    const whole = [{ where: or(...values.map(({ where }) => where)) ?? sql`1 = 0`, status: null }];
    const parts = branches.length * values.length > mostBranches ? whole : values;
    branches = branches.flatMap((branch) =>
      parts.map(({ where, status }) => ({
        where: and(branch.where, where),
        status: status ?? branch.status,
      })),
    );
  };
  multiply(
    statusesOf(filter)?.map((status) => ({
      where: and(eq(envelopes.status, status), filter.stuck && isStuck(status, now)),
      status,
    })),
  );
  const toParts = (values: readonly string[] | undefined, is: (value: string) => SQL) =>
    values && [...new Set(values)].map((value) => ({ where: is(value), status: null }));
  multiply(toParts(filter.team, ofTeam));
  multiply(toParts(filter.owner, (id) => eq(envelopes.ownerId, id)));
  multiply(toParts(await connectionIds(db, filter), (id) => eq(envelopes.connectionId, id)));
  return branches;
}

/** What an actor may see and a filter asks, as far as it stands in the index of words. */
export type Scope = {
  readonly words: SearchQuery;
  readonly statuses: readonly EnvelopeStatus[] | undefined;
  /** Whether it is all that is asked beside the dates of the last change. */
  readonly isAll: boolean;
};

export async function toScope(
  db: Db,
  actor: AccountActor,
  filter: EnvelopeListFilter,
): Promise<Scope> {
  const { sentFrom, sentTo, endedFrom, endedTo, expiresFrom, expiresTo, ...rest } = filter;
  const groups: readonly (readonly SearchTerm[] | undefined)[] = [
    visibleWords(actor, "envelope.list"),
    filter.team?.map((id) => factWords.team(id === "none" ? null : id)),
    filter.owner?.map(factWords.owner),
    (await connectionIds(db, filter))?.map(factWords.connection),
  ];
  const others = [sentFrom, sentTo, endedFrom, endedTo, expiresFrom, expiresTo];
  return {
    words: groups.filter((group) => group !== undefined),
    statuses: statusesOf(filter),
    isAll: [...others, rest.expiresWithin, rest.waitingFor, rest.stuck].every(
      (each) => each === undefined,
    ),
  };
}
