import "server-only";
import { createHash } from "node:crypto";
import { and, count, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { callbackRefusals, callbacks } from "@/db/schema/delivery";
import { encryptSecret } from "@/lib/kernel/encryption";
import { newId } from "@/lib/kernel/ids";
import type { CallbackReason, CallbackVerdict } from "@/lib/vocabulary/delivery";

export type CallbackRow = typeof callbacks.$inferSelect;

export type NewCallback = {
  readonly providerId: string;
  readonly connectionId: string;
  readonly attemptId: string;
  readonly envelopeId: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly address: string | null;
  readonly verdict: CallbackVerdict;
  readonly reason: string | null;
  readonly externalId: string | null;
};

/** Different bodies that are kept for one attempt; what comes beyond is only counted. */
export const mostKept = 200;

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
  const isSame = and(
    eq(callbacks.attemptId, callback.attemptId),
    eq(callbacks.bodySha256, bodySha256),
  );
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
  const [kept] = await tx
    .select({ number: count() })
    .from(callbacks)
    .where(eq(callbacks.attemptId, callback.attemptId));
  if (Number(kept?.number ?? 0) >= mostKept) return "full";
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
  readonly reason: CallbackReason;
  readonly address: string | null;
};

/** Counts what was refused before anything of it was kept. */
export async function countRefusal(tx: Tx, refusal: Refusal, now: Date): Promise<void> {
  const { providerId, attemptId, reason } = refusal;
  await tx
    .insert(callbackRefusals)
    .values({
      id: [providerId, reason, attemptId ?? ""].join("/"),
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
