import "server-only";
import { createHash } from "node:crypto";
import { and, asc, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { callbackRefusals, callbacks } from "@/db/schema/delivery";
import { encryptSecret } from "@/lib/kernel/encryption";
import { newId } from "@/lib/kernel/ids";
import type { CallbackReason, CallbackVerdict } from "@/lib/vocabulary/delivery";

export type CallbackRow = typeof callbacks.$inferSelect;

export type NewCallback = {
  readonly providerId: string;
  readonly connectionId: string;
  /** null for what came to a connection's address and belongs to no document. */
  readonly attemptId: string | null;
  readonly envelopeId: string | null;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly address: string | null;
  readonly verdict: CallbackVerdict;
  readonly reason: string | null;
  readonly externalId: string | null;
  readonly referenceHash: string | null;
};

/**
 * Different bodies that are kept for one attempt; what comes beyond is only counted. Of those that
 * belong to nobody as many are kept for a connection, and the oldest go.
 */
export const mostKept = 200;

/** Never one that proves who calls. */
const shownHeaders = ["content-type", "content-length", "user-agent"];

const bodyPlace = (row: string) => ({ table: "callbacks", column: "body_encrypted", row });

/**
 * Keeps the bytes of a callback. The same bytes again only count, and wait for a read-back again.
 * @returns "new", "again", or "full" when so many different ones came that it was not kept
 */
export async function keepCallback(
  tx: Tx,
  { body, headers, ...callback }: NewCallback,
  now: Date,
): Promise<"new" | "again" | "full"> {
  const bodySha256 = createHash("sha256").update(body).digest("hex");
  const { attemptId, connectionId } = callback;
  const isKin =
    attemptId === null
      ? and(isNull(callbacks.attemptId), eq(callbacks.connectionId, connectionId))
      : eq(callbacks.attemptId, attemptId);
  const isSame = and(isKin, eq(callbacks.bodySha256, bodySha256));
  const again = await tx
    .update(callbacks)
    .set({
      times: sql`${callbacks.times} + 1`,
      lastReceivedAt: now,
      ...(callback.verdict === "waiting" && { verdict: "waiting" as const, reason: null }),
    })
    .where(isSame)
    .returning({ id: callbacks.id });
  if (again.length > 0) return "again";
  const [kept] = await tx.select({ number: count() }).from(callbacks).where(isKin);
  const isFull = Number(kept?.number ?? 0) >= mostKept;
  if (isFull && attemptId !== null) return "full";
  if (isFull) {
    const oldest = tx
      .select({ id: callbacks.id })
      .from(callbacks)
      .where(isKin)
      .orderBy(asc(callbacks.lastReceivedAt), asc(callbacks.id))
      .limit(1);
    await tx.delete(callbacks).where(inArray(callbacks.id, oldest));
  }
  const id = newId(now.getTime());
  await tx.insert(callbacks).values({
    id,
    ...callback,
    headers: Object.fromEntries(
      shownHeaders.flatMap((name) => {
        const value = headers[name];
        return value === undefined ? [] : [[name, value.slice(0, 200)]];
      }),
    ),
    bodyEncrypted: encryptSecret(body, bodyPlace(id)),
    bodySha256,
    receivedAt: now,
    lastReceivedAt: now,
    times: 1,
  });
  return "new";
}

export type Refusal = {
  readonly providerId: string;
  readonly attemptId: string | null;
  /** Of an address that is one for all documents of a connection. */
  readonly connectionId: string | null;
  readonly reason: CallbackReason;
  readonly address: string | null;
};

/** Counts what was refused before anything of it was kept. */
export async function countRefusal(tx: Tx, refusal: Refusal, now: Date): Promise<void> {
  const { providerId, attemptId, connectionId, reason } = refusal;
  await tx
    .insert(callbackRefusals)
    .values({
      id: [providerId, reason, attemptId ?? connectionId ?? ""].join("/"),
      ...refusal,
      firstAt: now,
      lastAt: now,
      count: 1,
    })
    .onConflictDoUpdate({
      target: callbackRefusals.id,
      set: {
        lastAt: now,
        address: refusal.address,
        count: sql`${callbackRefusals.count} + 1`,
      },
    });
}
