import "server-only";
import type { SQL } from "drizzle-orm";
import { and, asc, count, desc, eq, gt, gte, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { ListKey } from "@/db/find-words";
import { amongIds, findByWords, idsFoundByWords } from "@/db/find-words";
import { envelopes } from "@/db/schema/envelopes";
import { factWords, hasWords } from "@/db/spell-words";
import type { SearchQuery } from "@/lib/recipients/search-words";
import { toPersonWord, toSearchQuery } from "@/lib/recipients/search-words";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { envelopeStatuses } from "@/lib/vocabulary/envelope";
import { searchIsFilled } from "./fill-search";
import type { Branch } from "./list-conditions";
import { toBranches, toScope } from "./list-conditions";
import type { EnvelopeListFilter, ListSort } from "./list-filter";
import { sortOf } from "./list-filter";
import { nationalIdHash } from "./seal-identity";

export const pageLength = 50;
export const mostCounted = 1_000;
/**
 * In an order that the index of words does not have: words that more envelopes have than this are
 * looked for along the list, where they turn up soon; others are put in order here.
 */
const mostSorted = 5_000;

/** Exact up to `mostCounted`; then `isMore`. */
export type BoundedCount = { readonly count: number; readonly isMore: boolean };
export const toBounded = (counted: number): BoundedCount => ({
  count: Math.min(counted, mostCounted),
  isMore: counted > mostCounted,
});

export type FoundPage = {
  readonly ids: readonly string[];
  readonly next: string | null;
  readonly previous: string | null;
  readonly found: BoundedCount;
};

const columns = {
  updated: envelopes.updatedAt,
  status: envelopes.updatedAt,
  sent: envelopes.sentAt,
  ended: envelopes.endedAt,
  expiry: envelopes.expiresAt,
} as const satisfies Record<ListSort, unknown>;

type Place = { readonly rank: number; readonly at: number; readonly id: string };
const rankOf = (by: ListSort, status: EnvelopeStatus | null): number =>
  by === "status" && status ? envelopeStatuses.indexOf(status) : 0;
const placeOf = (by: ListSort, { id, at, status }: ListKey<EnvelopeStatus>): Place => ({
  rank: rankOf(by, status),
  at: at?.getTime() ?? 0,
  id,
});

const toCursor = ({ rank, at, id }: Place): string => `${rank}_${at}_${id}`;
function fromCursor(cursor: string | undefined): Place | undefined {
  const [rank, at, id] = cursor?.split("_") ?? [];
  if (!id || !Number.isSafeInteger(Number(at)) || !Number.isSafeInteger(Number(rank)))
    return undefined;
  return { rank: Number(rank), at: Number(at), id };
}

/** Ranks always go up; the rest as asked. */
const compare = (isUp: boolean) => (one: Place, other: Place) =>
  one.rank - other.rank ||
  (one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)) * (isUp ? 1 : -1);

function wordsOf({ q, recipient, waitingFor }: EnvelopeListFilter): SearchQuery {
  const ofPeople = [recipient, waitingFor].flatMap((text) =>
    toSearchQuery(text ?? "", nationalIdHash).map((terms) =>
      terms.map((term) => ({ ...term, text: toPersonWord(term.text) })),
    ),
  );
  return [...toSearchQuery(q ?? "", nationalIdHash), ...ofPeople];
}

/** The page of ids that a filter asks for, `length` of them at the most, and how many there are. */
export async function findPage(
  db: Db,
  actor: AccountActor,
  filter: EnvelopeListFilter,
  now: Date,
  length = pageLength,
): Promise<FoundPage> {
  const query = wordsOf(filter);
  const branches = await toBranches(db, actor, filter, now);
  if (query.length === 0) return walk(db, branches, filter, length);
  const isFilled = await searchIsFilled(db);
  if (isFilled) {
    const scope = await toScope(db, actor, filter);
    if ([...scope.words, scope.statuses].some((group) => group?.length === 0)) return nothing;
    const asked = [...query, ...scope.words];
    if (scope.isAll && columns[sortOf(filter).by] === envelopes.updatedAt)
      return walkWords(db, asked, scope.statuses, filter, length);
    const ids = await idsFoundByWords(db, withStatuses(asked, scope.statuses), mostSorted + 1);
    if (ids.length <= mostSorted) return pick(db, branches, ids, filter, length);
  }
  const words = hasWords(query, isFilled);
  return walk(
    db,
    branches.map(({ where, status }) => ({ where: and(where, words), status })),
    filter,
    length,
  );
}

const nothing: FoundPage = { ids: [], next: null, previous: null, found: toBounded(0) };

const withStatuses = (
  query: SearchQuery,
  statuses: readonly EnvelopeStatus[] | undefined,
): SearchQuery => (statuses ? [...query, statuses.map(factWords.status)] : query);

/** The index of words has them in order of their last change. */
async function walkWords(
  db: Db,
  query: SearchQuery,
  statuses: readonly EnvelopeStatus[] | undefined,
  filter: EnvelopeListFilter,
  length: number,
): Promise<FoundPage> {
  const { by, order } = sortOf(filter);
  const before = fromCursor(filter.before);
  const after = before ? undefined : fromCursor(filter.after);
  const from = before ?? after;
  const isUp = (order === "asc") !== Boolean(before);
  const places: Place[] = [];
  let total = 0;
  for (const part of by === "status" ? (statuses ?? []).map((each) => [each]) : [statuses]) {
    const rank = rankOf(by, part?.[0] ?? null);
    const isPassed = from && (before ? rank > from.rank : rank < from.rank);
    const { page, count: counted } = await findByWords(
      db,
      withStatuses(query, part),
      {
        isUp,
        since: filter.updatedFrom?.getTime(),
        until: filter.updatedTo?.getTime(),
        beyond: rank === from?.rank ? from : undefined,
      },
      { most: isPassed ? 0 : length + 1, counted: Math.max(0, mostCounted - total) },
    );
    total += counted;
    places.push(...page.map((row) => ({ ...row, rank })));
  }
  return inPage(places, filter, length, total);
}

const keyOf = (by: ListSort) => ({ id: envelopes.id, at: columns[by], status: envelopes.status });
const hasPlace = (by: ListSort): SQL | undefined =>
  by === "updated" || by === "status" ? undefined : isNotNull(columns[by]);

/** Few candidates: all of them are read and put in order here. */
async function pick(
  db: Db,
  branches: readonly Branch[],
  ids: readonly string[],
  filter: EnvelopeListFilter,
  length: number,
): Promise<FoundPage> {
  const { by, order } = sortOf(filter);
  const where = and(or(...branches.map((branch) => branch.where ?? sql`1 = 1`)), hasPlace(by));
  const rows = branches.length === 0 ? [] : await amongIds(db, columns[by], ids, where);
  const before = fromCursor(filter.before);
  const after = before ? undefined : fromCursor(filter.after);
  const inOrder = compare(order === "asc");
  const all = rows.map((row) => placeOf(by, row)).toSorted(inOrder);
  const rest = all.filter(
    (place) => (!after || inOrder(place, after) > 0) && (!before || inOrder(place, before) < 0),
  );
  const page = before ? rest.slice(-length) : rest.slice(0, length);
  return toPage(page, rest.length > length, { after, before }, toBounded(all.length));
}

function toPage(
  page: readonly Place[],
  hasMore: boolean,
  { after, before }: { after: Place | undefined; before: Place | undefined },
  found: BoundedCount,
): FoundPage {
  const [first, last] = [page.at(0), page.at(-1)];
  const hasNext = before ? true : hasMore;
  const hasPrevious = before ? hasMore : after !== undefined;
  return {
    ids: page.map(({ id }) => id),
    next: hasNext && last ? toCursor(last) : null,
    previous: hasPrevious && first ? toCursor(first) : null,
    found,
  };
}

/** Each part in the order of its index, merged. */
async function walk(
  db: Db,
  branches: readonly Branch[],
  filter: EnvelopeListFilter,
  length: number,
): Promise<FoundPage> {
  const { by, order } = sortOf(filter);
  const before = fromCursor(filter.before);
  const after = before ? undefined : fromCursor(filter.after);
  const isUp = (order === "asc") !== Boolean(before);
  const places: Place[] = [];
  for (const { where, status } of branches) {
    const rank = rankOf(by, status);
    const from = before ?? after;
    if (from && (before ? rank > from.rank : rank < from.rank)) continue;
    const rows = await db
      .select(keyOf(by))
      .from(envelopes)
      .where(
        and(where, hasPlace(by), from && rank === from.rank ? beyond(by, from, isUp) : undefined),
      )
      .orderBy(...inOrder(by, isUp))
      .limit(length + 1);
    places.push(...rows.map((row) => placeOf(by, row)));
  }
  return inPage(places, filter, length, await countBranches(db, branches, hasPlace(by)));
}

/** The page among the first places of every part. */
function inPage(
  places: readonly Place[],
  filter: EnvelopeListFilter,
  length: number,
  total: number,
): FoundPage {
  const before = fromCursor(filter.before);
  const after = before ? undefined : fromCursor(filter.after);
  const sorted = places.toSorted(compare(sortOf(filter).order === "asc"));
  const page = before ? sorted.slice(-length) : sorted.slice(0, length);
  return toPage(page, sorted.length > length, { after, before }, toBounded(total));
}

const inOrder = (by: ListSort, isUp: boolean) =>
  isUp ? [asc(columns[by]), asc(envelopes.id)] : [desc(columns[by]), desc(envelopes.id)];

/** A range that begins an index, and what it leaves open at its edge. */
function beyond(by: ListSort, { at, id }: Place, isUp: boolean): SQL | undefined {
  const edge = new Date(at);
  const column = columns[by];
  const [is, isNotBefore] = isUp ? [gt, gte] : [lt, lte];
  // The first condition says nothing new, but alone lets the index begin there.
  return and(
    isNotBefore(column, edge),
    or(is(column, edge), and(eq(column, edge), is(envelopes.id, id))),
  );
}

/** Stops a little beyond `mostCounted`. */
export async function countBranches(
  db: Db,
  branches: readonly Branch[],
  also?: SQL,
): Promise<number> {
  let total = 0;
  for (const { where } of branches) {
    const some = db
      .select({ id: envelopes.id })
      .from(envelopes)
      .where(and(where, also))
      .limit(mostCounted + 1 - total)
      .as("some");
    const [row] = await db.select({ count: count() }).from(some);
    total += Number(row?.count ?? 0);
    if (total > mostCounted) return total;
  }
  return total;
}
