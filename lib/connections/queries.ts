import "server-only";
import { and, asc, count, desc, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { connections, providerCalls } from "@/db/schema/connections";
import { envelopes } from "@/db/schema/envelopes";
import { AppError } from "@/lib/kernel/errors";
import type { ConnectionRow } from "./seal-settings";

export const listConnections = (db: Db): Promise<ConnectionRow[]> =>
  db.select().from(connections).orderBy(asc(connections.createdAt), asc(connections.id));

const byId = (db: Db, connectionId: string) =>
  db.select().from(connections).where(eq(connections.id, connectionId));

/** @throws AppError `not_found` */
export async function requireConnection(db: Db, connectionId: string): Promise<ConnectionRow> {
  const [row] = await byId(db, connectionId);
  if (!row) throw new AppError("not_found");
  return row;
}

/** The row, locked until the transaction ends. @throws AppError `not_found` */
export async function lockConnection(tx: Tx, connectionId: string): Promise<ConnectionRow> {
  const [row] = await lockRows(byId(tx, connectionId));
  if (!row) throw new AppError("not_found");
  return row;
}

const callColumns = {
  id: providerCalls.id,
  at: providerCalls.at,
  duration: providerCalls.duration,
  method: providerCalls.method,
  address: providerCalls.address,
  status: providerCalls.status,
  problem: providerCalls.problem,
  isMeantRefusal: providerCalls.isMeantRefusal,
};
export type CallRow = Pick<typeof providerCalls.$inferSelect, keyof typeof callColumns>;

/** The newest first, without their bodies. */
export const listCalls = (db: Db, connectionId: string, limit: number): Promise<CallRow[]> =>
  db
    .select(callColumns)
    .from(providerCalls)
    .where(eq(providerCalls.connectionId, connectionId))
    .orderBy(desc(providerCalls.at), desc(providerCalls.id))
    .limit(limit);

export type CallBodies = { readonly request: string; readonly answer: string };

export async function findCallBodies(
  db: Db,
  connectionId: string,
  callId: string,
): Promise<CallBodies | undefined> {
  const [row] = await db
    .select({ request: providerCalls.requestBody, answer: providerCalls.answerBody })
    .from(providerCalls)
    .where(and(eq(providerCalls.id, callId), eq(providerCalls.connectionId, connectionId)));
  return row;
}

/** How many envelopes wait to be sent through it. */
export async function countWaiting(db: Db, connectionId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.connectionId, connectionId),
        eq(envelopes.status, "queued"),
        isNotNull(envelopes.nextTryAt),
      ),
    );
  return Number(row?.count ?? 0);
}

/** How many envelopes are, or may be, at its provider and have not ended. */
export async function countUnderWay(db: Db, connectionId: string): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(envelopes)
    .where(
      and(
        eq(envelopes.connectionId, connectionId),
        inArray(envelopes.status, ["sending", "needs_check", "in_progress", "completing"]),
      ),
    );
  return Number(row?.count ?? 0);
}
