import "server-only";
import type { SQL } from "drizzle-orm";
import { and, asc, desc, eq, inArray, like, lt, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { connections } from "@/db/schema/connections";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { foldForSearch } from "@/lib/recipients/fold-for-search";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import type { RecipientRow } from "./queries";
import { visibleTo } from "./queries";
import type { EnvelopeListFilter } from "./schema";

export type EnvelopeListRow = {
  readonly id: string;
  readonly title: string;
  readonly status: EnvelopeStatus;
  readonly referenceCode: string;
  readonly updatedAt: Date;
  readonly expiresAt: Date | null;
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
};

const pageLength = 50;

const toCursor = (row: { updatedAt: Date; id: string }): string =>
  `${row.updatedAt.getTime()}_${row.id}`;

function olderThan(cursor: string | undefined): SQL | undefined {
  const [time, id] = cursor?.split("_") ?? [];
  if (!id || !Number.isSafeInteger(Number(time))) return undefined;
  const at = new Date(Number(time));
  return or(lt(envelopes.updatedAt, at), and(eq(envelopes.updatedAt, at), lt(envelopes.id, id)));
}

const matching = (q: string | undefined): (SQL | undefined)[] =>
  foldForSearch(q ?? "")
    .split(" ")
    .filter(Boolean)
    .map((word) => like(envelopes.searchText, `%${word.replace(/[%_]/g, "")}%`));

/** Newest change first, 50 a page. */
export async function listEnvelopes(
  db: Db,
  actor: AccountActor,
  filter: EnvelopeListFilter,
): Promise<EnvelopePage> {
  const rows = await db
    .select({
      id: envelopes.id,
      title: envelopes.title,
      status: envelopes.status,
      referenceCode: envelopes.referenceCode,
      updatedAt: envelopes.updatedAt,
      expiresAt: envelopes.expiresAt,
      ownerName: accounts.name,
      connectionId: envelopes.connectionId,
    })
    .from(envelopes)
    .innerJoin(accounts, eq(accounts.id, envelopes.ownerId))
    .where(
      and(
        visibleTo(actor, "envelope.list"),
        filter.status && eq(envelopes.status, filter.status),
        olderThan(filter.after),
        ...matching(filter.q),
      ),
    )
    .orderBy(desc(envelopes.updatedAt), desc(envelopes.id))
    .limit(pageLength + 1);
  const page = rows.slice(0, pageLength);
  const people =
    page.length === 0
      ? []
      : await recipientsOfMany(
          db,
          page.map(({ id }) => id),
        );
  const last = page.at(-1);
  return {
    rows: (await markRehearsals(db, page)).map((row) => ({
      ...row,
      recipients: people.filter(({ envelopeId }) => envelopeId === row.id),
    })),
    next: rows.length > pageLength && last ? toCursor(last) : null,
  };
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
