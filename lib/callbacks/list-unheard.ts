import "server-only";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts, callbackRefusals, callbacks } from "@/db/schema/delivery";
import type { CallbackReason } from "@/lib/vocabulary/delivery";
import { toCallbackReason } from "@/lib/vocabulary/delivery";

/** Callbacks that changed nothing for one reason. */
export type UnheardCallbacks = {
  readonly verdict: "refused" | "ignored";
  readonly reason: CallbackReason;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Network addresses that they came from, at most five. */
  readonly addresses: readonly string[];
};

const mostAddresses = 5;

function joined(one: UnheardCallbacks, other: UnheardCallbacks): UnheardCallbacks {
  const addresses = new Set([...one.addresses, ...other.addresses]);
  return {
    ...one,
    count: one.count + other.count,
    firstAt: one.firstAt < other.firstAt ? one.firstAt : other.firstAt,
    lastAt: one.lastAt > other.lastAt ? one.lastAt : other.lastAt,
    addresses: [...addresses].slice(0, mostAddresses),
  };
}

const listed = (address: string | null): string[] => (address ? [address] : []);

/** Every callback for an envelope that was refused or changed nothing, one row for each reason. */
export async function unheardCallbacksOf(db: Db, envelopeId: string): Promise<UnheardCallbacks[]> {
  const kept = await db
    .select({
      verdict: callbacks.verdict,
      reason: callbacks.reason,
      count: callbacks.times,
      firstAt: callbacks.receivedAt,
      lastAt: callbacks.lastReceivedAt,
      address: callbacks.address,
    })
    .from(callbacks)
    .where(
      and(eq(callbacks.envelopeId, envelopeId), inArray(callbacks.verdict, ["refused", "ignored"])),
    );
  const counted = await db
    .select({ refusal: callbackRefusals })
    .from(callbackRefusals)
    .innerJoin(attempts, eq(attempts.id, callbackRefusals.attemptId))
    .where(eq(attempts.envelopeId, envelopeId));
  const all = [
    ...kept,
    ...counted.map(({ refusal }) => ({ ...refusal, verdict: "refused" as const })),
  ].map(
    ({ verdict, reason, count, firstAt, lastAt, address }): UnheardCallbacks => ({
      verdict: verdict === "ignored" ? "ignored" : "refused",
      reason: toCallbackReason(reason),
      count,
      firstAt,
      lastAt,
      addresses: listed(address),
    }),
  );
  const rows = new Map<string, UnheardCallbacks>();
  for (const each of all) {
    const key = `${each.verdict}/${each.reason}`;
    const before = rows.get(key);
    rows.set(key, before ? joined(before, each) : each);
  }
  return [...rows.values()];
}

/** Calls to addresses of a provider that nobody gave out: they belong to no envelope. */
export async function strayCallbacksOf(db: Db, providerId: string): Promise<UnheardCallbacks[]> {
  const rows = await db
    .select()
    .from(callbackRefusals)
    .where(and(eq(callbackRefusals.providerId, providerId), isNull(callbackRefusals.attemptId)))
    .orderBy(desc(callbackRefusals.lastAt));
  return rows.map(({ reason, count, firstAt, lastAt, address }) => ({
    verdict: "refused",
    reason: toCallbackReason(reason),
    count,
    firstAt,
    lastAt,
    addresses: listed(address),
  }));
}
