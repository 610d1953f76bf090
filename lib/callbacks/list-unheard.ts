import "server-only";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts, callbackRefusals, callbacks } from "@/db/schema/delivery";
import type { CallbackReason } from "@/lib/vocabulary/delivery";
import { toCallbackReason } from "@/lib/vocabulary/delivery";
import type { CallbackRow } from "./keep-callback";

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

type Unheard = Pick<CallbackRow, "reason" | "address"> & {
  readonly verdict: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
};

const asRefused = (refusal: Omit<Unheard, "verdict">): Unheard => ({
  ...refusal,
  verdict: "refused",
});

function byReason(all: readonly Unheard[]): UnheardCallbacks[] {
  const rows = new Map<string, UnheardCallbacks>();
  for (const { verdict, reason, count, firstAt, lastAt, address } of all) {
    const each: UnheardCallbacks = {
      verdict: verdict === "ignored" ? "ignored" : "refused",
      reason: toCallbackReason(reason),
      count,
      firstAt,
      lastAt,
      addresses: listed(address),
    };
    const key = `${each.verdict}/${each.reason}`;
    const before = rows.get(key);
    rows.set(key, before ? joined(before, each) : each);
  }
  return [...rows.values()];
}

const columns = {
  verdict: callbacks.verdict,
  reason: callbacks.reason,
  count: callbacks.times,
  firstAt: callbacks.receivedAt,
  lastAt: callbacks.lastReceivedAt,
  address: callbacks.address,
};

/** Every callback for an envelope that was refused or changed nothing, one row for each reason. */
export async function unheardCallbacksOf(db: Db, envelopeId: string): Promise<UnheardCallbacks[]> {
  const kept = await db
    .select(columns)
    .from(callbacks)
    .where(
      and(eq(callbacks.envelopeId, envelopeId), inArray(callbacks.verdict, ["refused", "ignored"])),
    );
  const counted = await db
    .select({ refusal: callbackRefusals })
    .from(callbackRefusals)
    .innerJoin(attempts, eq(attempts.id, callbackRefusals.attemptId))
    .where(eq(attempts.envelopeId, envelopeId));
  return byReason([...kept, ...counted.map(({ refusal }) => asRefused(refusal))]);
}

/**
 * Calls that belong to no envelope: to a provider's addresses that nobody gave out, and to the
 * address of a connection without naming a document of ours. The last one first.
 */
export async function strayCallbacksOf(
  db: Db,
  { id, providerId }: { readonly id: string; readonly providerId: string },
): Promise<UnheardCallbacks[]> {
  const kept = await db
    .select(columns)
    .from(callbacks)
    .where(and(eq(callbacks.connectionId, id), isNull(callbacks.attemptId)));
  const counted = await db
    .select()
    .from(callbackRefusals)
    .where(
      and(
        eq(callbackRefusals.providerId, providerId),
        isNull(callbackRefusals.attemptId),
        or(isNull(callbackRefusals.connectionId), eq(callbackRefusals.connectionId, id)),
      ),
    );
  return byReason([...kept, ...counted.map(asRefused)]).sort(
    (one, other) => other.lastAt.getTime() - one.lastAt.getTime(),
  );
}
