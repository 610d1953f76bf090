import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { linkTokens } from "@/db/schema/links";
import { recordAudit } from "@/lib/audit/record-audit";
import { hasSafeShape } from "@/lib/callbacks/check-shape";
import type { Refusal } from "@/lib/callbacks/keep-callback";
import { countRefusal, keepCallback } from "@/lib/callbacks/keep-callback";
import { countCall } from "@/lib/callbacks/limit-calls";
import type { ReadBody } from "@/lib/callbacks/read-body";
import { openConnection } from "@/lib/connections/open-connection";
import { tokenHash } from "@/lib/kernel/encryption";
import { env } from "@/lib/kernel/env";
import { crashPoint } from "@/lib/kernel/fault-injection";
import type { ReceivedCallback, Values } from "@/lib/provider-kit/contract";
import { findProvider } from "@/lib/providers/registry";
import type { ProviderActor } from "@/lib/vocabulary/actor";
import type { CallbackReason } from "@/lib/vocabulary/delivery";
import { announceChange } from "./change-status";
import { requireConnection } from "./queries";
import { enqueueReadBack } from "./request-read-back";

export type CallbackCall = {
  readonly providerId: string;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly address: string | null;
  /** Read only once the address in it is known to be ours. */
  readonly readBody: () => Promise<ReadBody>;
};

export type CallbackAnswer = {
  readonly status: number;
  readonly body: Values;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfter?: number;
};

const findTarget = (token: string) =>
  read(async (db) => {
    const [found] = await db
      .select({
        attemptId: attempts.id,
        envelopeId: envelopes.id,
        connectionId: envelopes.connectionId,
      })
      .from(linkTokens)
      .innerJoin(attempts, eq(attempts.id, linkTokens.attemptId))
      .innerJoin(envelopes, eq(envelopes.id, attempts.envelopeId))
      .where(
        and(
          eq(linkTokens.hash, tokenHash(token)),
          eq(linkTokens.kind, "callback"),
          isNull(linkTokens.revokedAt),
        ),
      )
      .limit(1);
    return found;
  });
type Target = NonNullable<Awaited<ReturnType<typeof findTarget>>>;

/**
 * Takes a provider's callback in. It is a hint and never a fact: all that follows is a read-back.
 * Its bytes are kept and the read-back is asked for in one transaction before it is answered.
 */
export async function receiveCallback(call: CallbackCall, now: Date): Promise<CallbackAnswer> {
  const provider = findProvider(call.providerId);
  if (!provider?.receiveCallback) return { status: 404, body: {} };
  const { CALLBACKS_PER_ADDRESS, CALLBACKS_PER_TOKEN } = env();
  const crowd = countCall(`address/${call.address}`, CALLBACKS_PER_ADDRESS, now);
  if (crowd !== undefined) return { status: 429, body: {}, retryAfter: crowd };
  const target = await findTarget(call.token);
  if (!target) {
    const { address } = call;
    await refuse(
      { providerId: provider.id, attemptId: null, reason: "unknown_address", address },
      now,
    );
    return { status: 404, body: {} };
  }
  const refuseThis = (reason: CallbackReason) => {
    const { address } = call;
    const refusal = { providerId: provider.id, attemptId: target.attemptId, reason, address };
    return refuse(refusal, now, target);
  };
  const flood = countCall(`attempt/${target.attemptId}`, CALLBACKS_PER_TOKEN, now);
  if (flood !== undefined) {
    await refuseThis("too_many");
    return { status: 429, body: {}, retryAfter: flood };
  }
  const received = await call.readBody();
  if ("problem" in received) {
    await refuseThis(received.problem);
    return { status: received.problem === "too_large" ? 413 : 408, body: {} };
  }
  const { body } = received;
  const { settings } = openConnection(
    await read((db) => requireConnection(db, target.connectionId)),
  );
  const found: ReceivedCallback = hasSafeShape(body)
    ? provider.receiveCallback({ headers: call.headers, body, settings })
    : {
        verdict: "refused",
        why: "malformed",
        externalId: null,
        reference: null,
        rawState: null,
        answer: { status: 400, body: {} },
      };
  crashPoint("callback.read");
  await keep(call, target, body, found, now);
  crashPoint("callback.kept");
  return found.answer;
}

const refuse = (refusal: Refusal, now: Date, target?: Target): Promise<void> =>
  write(async (tx) => {
    await countRefusal(tx, refusal, now);
    if (target) announceChange(target.envelopeId);
  });

const keep = (
  { providerId, headers, address }: CallbackCall,
  { attemptId, envelopeId, connectionId }: Target,
  body: Uint8Array,
  found: ReceivedCallback,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const isHeard = found.verdict === "heard";
    const kept = await keepCallback(
      tx,
      {
        providerId,
        connectionId,
        attemptId,
        envelopeId,
        body,
        headers,
        address,
        verdict: isHeard ? "waiting" : "refused",
        reason: found.why,
        externalId: found.externalId,
      },
      now,
    );
    if (kept === "full")
      await countRefusal(tx, { providerId, attemptId, reason: "too_many", address }, now);
    if (isHeard) await enqueueReadBack(tx, envelopeId, now, { isSoon: true });
    if (kept !== "new") return;
    const actor: ProviderActor = { kind: "provider", providerId, address };
    await recordAudit(tx, {
      action: isHeard ? "callback.received" : "callback.refused",
      actor,
      at: now,
      envelopeId,
      details: { state: found.rawState?.slice(0, 60) ?? null, reason: found.why },
    });
    announceChange(envelopeId);
  });
