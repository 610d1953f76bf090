import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { envelopes, recipients } from "@/db/schema/envelopes";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { BoundedCount } from "./find-page";
import { findPage, pageLength } from "./find-page";
import type { EnvelopeListFilter } from "./list-filter";
import type { RecipientRow } from "./queries";
import { visibleTo } from "./queries";

export type EnvelopeListRow = {
  readonly id: string;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly referenceCode: string;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly teamId: string | null;
  readonly connectionId: string;
  readonly ownerName: string;
  readonly isRehearsal: boolean;
  /** In order; who is next is the first who has not acted and is no viewer. */
  readonly recipients: readonly Pick<
    RecipientRow,
    "id" | "name" | "role" | "status" | "position" | "sentAt"
  >[];
};

export type EnvelopePage = {
  readonly rows: readonly EnvelopeListRow[];
  /** Hand it back as `after` to get the next page; null on the last one. */
  readonly next: string | null;
  /** Hand it back as `before` to get the page before; null on the first one. */
  readonly previous: string | null;
  readonly found: BoundedCount;
};

/** One page of what the filter asks for, in its order, `length` of them at the most. */
export async function listEnvelopes(
  db: Db,
  actor: AccountActor,
  filter: EnvelopeListFilter,
  now: Date,
  length = pageLength,
): Promise<EnvelopePage> {
  const { ids, ...page } = await findPage(db, actor, filter, now, length);
  return { ...page, rows: await rowsOf(db, actor, ids) };
}

/** Those of these envelopes that this person may see, in this order. */
export async function rowsOf(
  db: Db,
  actor: AccountActor,
  ids: readonly string[],
): Promise<EnvelopeListRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      id: envelopes.id,
      title: envelopes.title,
      status: envelopes.status,
      referenceCode: envelopes.referenceCode,
      updatedAt: envelopes.updatedAt,
      sentAt: envelopes.sentAt,
      endedAt: envelopes.endedAt,
      expiresAt: envelopes.expiresAt,
      ownerName: accounts.name,
      teamId: envelopes.teamId,
      connectionId: envelopes.connectionId,
    })
    .from(envelopes)
    .innerJoin(accounts, eq(accounts.id, envelopes.ownerId))
    // The index of words has said so already; a page shows nothing on its word alone.
    .where(and(inArray(envelopes.id, [...ids]), visibleTo(actor, "envelope.list")));
  const people = Map.groupBy(await recipientsOfMany(db, ids), ({ envelopeId }) => envelopeId);
  const marked = new Map((await markRehearsals(db, rows)).map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = marked.get(id);
    return row ? [{ ...row, recipients: people.get(id) ?? [] }] : [];
  });
}

/** Asked apart: a join with a table of two rows may cost a list the order of its index. */
export async function markRehearsals<Row extends { connectionId: string }>(
  db: Db,
  rows: readonly Row[],
): Promise<(Row & { isRehearsal: boolean })[]> {
  const found = await db
    .select({ id: connections.id })
    .from(connections)
    .where(eq(connections.isRehearsal, true));
  return rows.map((row) => ({
    ...row,
    isRehearsal: found.some(({ id }) => id === row.connectionId),
  }));
}

const recipientsOfMany = (db: Db, ids: readonly string[]) =>
  db
    .select({
      id: recipients.id,
      envelopeId: recipients.envelopeId,
      name: recipients.name,
      role: recipients.role,
      status: recipients.status,
      position: recipients.position,
      sentAt: recipients.sentAt,
    })
    .from(recipients)
    .where(inArray(recipients.envelopeId, [...ids]))
    .orderBy(asc(recipients.position));
