import "server-only";
import { and, desc, inArray, lt } from "drizzle-orm";
import { read } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { auditEvents } from "@/db/schema/system";

export type AuditRow = Pick<
  typeof auditEvents.$inferSelect,
  "sequence" | "action" | "at" | "actorKind" | "actorId" | "address" | "envelopeId" | "accountId"
> & {
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** Names of the accounts in it, where there are any. */
  readonly actorName: string | undefined;
  readonly accountName: string | undefined;
};

/** The newest events first, `limit` of them, before the event `before` when that is given. */
export async function listAuditEvents(
  limit: number,
  before: number | undefined,
): Promise<AuditRow[]> {
  const rows = await read((db) =>
    db
      .select()
      .from(auditEvents)
      .where(before === undefined ? undefined : and(lt(auditEvents.sequence, before)))
      .orderBy(desc(auditEvents.sequence))
      .limit(limit),
  );
  return withNames(rows);
}

async function withNames(rows: readonly (typeof auditEvents.$inferSelect)[]): Promise<AuditRow[]> {
  const ids = rows.flatMap(({ actorKind, actorId, accountId }) => [
    ...(actorKind === "account" && actorId ? [actorId] : []),
    ...(accountId ? [accountId] : []),
  ]);
  const people = await read((db) =>
    db
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(inArray(accounts.id, [...new Set(ids)])),
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    sequence: row.sequence,
    action: row.action,
    at: row.at,
    actorKind: row.actorKind,
    actorId: row.actorId,
    address: row.address,
    envelopeId: row.envelopeId,
    accountId: row.accountId,
    details: JSON.parse(row.details) as AuditRow["details"],
    actorName: names.get(row.actorId ?? ""),
    accountName: names.get(row.accountId ?? ""),
  }));
}
