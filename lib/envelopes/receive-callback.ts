import "server-only";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { linkTokens } from "@/db/schema/links";
import { recordAudit } from "@/lib/audit/record-audit";
import { hasSafeShape } from "@/lib/callbacks/check-shape";
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
import { toCallbackReason } from "@/lib/vocabulary/delivery";
import { callbackSecret, hasInsert } from "./attempt-texts";
import { announceChange } from "./change-status";
import { findOwner, referenceHash } from "./match-callback";
import { requireConnection } from "./queries";
import { enqueueReadBack } from "./request-read-back";
import { askRecognition } from "./request-recognition";

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

/** What an address leads to: an attempt, or a connection and only its callback says which attempt. */
type Target = {
  readonly connectionId: string;
  readonly attemptId: string | null;
  readonly envelopeId: string | null;
  /** What who calls there has to bring; null where the provider was told nothing. */
  readonly secret: string | null;
};

const addressKinds = ["callback", "signer_callback"] as const;

const findTarget = (providerId: string, token: string): Promise<Target | undefined> =>
  read(async (db) => {
    const [found] = await db
      .select({
        attemptId: attempts.id,
        envelopeId: envelopes.id,
        connectionId: connections.id,
        kind: linkTokens.kind,
        inserts: attempts.inserts,
      })
      .from(linkTokens)
      .leftJoin(attempts, eq(attempts.id, linkTokens.attemptId))
      .leftJoin(envelopes, eq(envelopes.id, attempts.envelopeId))
      .innerJoin(
        connections,
        or(eq(connections.id, linkTokens.connectionId), eq(connections.id, envelopes.connectionId)),
      )
      .where(
        and(
          eq(linkTokens.hash, tokenHash(token)),
          inArray(linkTokens.kind, [...addressKinds]),
          isNull(linkTokens.revokedAt),
          // Another provider's rules must not judge what was said at this one's address.
          eq(connections.providerId, providerId),
        ),
      )
      .limit(1);
    return found && { ...found, secret: secretOf(found) };
  });

function secretOf({
  kind: found,
  attemptId,
  inserts,
}: Pick<Target, "attemptId"> & { readonly kind: string; readonly inserts: unknown }) {
  const kind = addressKinds.find((one) => one === found);
  if (!kind || attemptId === null) return null;
  return hasInsert({ inserts }, `${kind}_secret`) ? callbackSecret(kind, attemptId) : null;
}

/**
 * Takes a provider's callback in. It is a hint and never a fact: all that follows is a read-back.
 * Its bytes are kept and the read-back is asked for in one transaction before it is answered.
 */
export async function receiveCallback(call: CallbackCall, now: Date): Promise<CallbackAnswer> {
  const provider = findProvider(call.providerId);
  if (!provider?.receiveCallback) return { status: 404, body: {} };
  const { CALLBACKS_PER_ADDRESS, CALLBACKS_PER_CONNECTION, CALLBACKS_PER_TOKEN } = env();
  const crowd = countCall(`address/${call.address}`, CALLBACKS_PER_ADDRESS, now);
  if (crowd !== undefined) return { status: 429, body: {}, retryAfter: crowd };
  const target = await findTarget(provider.id, call.token);
  const refuseThis = (reason: CallbackReason) => refuse(call, target, reason, now);
  if (!target) {
    await refuseThis("unknown_address");
    return { status: 404, body: {} };
  }
  const { attemptId, connectionId } = target;
  const flood =
    attemptId === null
      ? countCall(`connection/${connectionId}`, CALLBACKS_PER_CONNECTION, now)
      : countCall(`attempt/${attemptId}`, CALLBACKS_PER_TOKEN, now);
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
  const { settings } = openConnection(await read((db) => requireConnection(db, connectionId)));
  const { secret } = target;
  const isSafe = hasSafeShape(body);
  const heard = provider.receiveCallback({
    headers: call.headers,
    // Who calls can be judged by the rest of it.
    body: isSafe ? body : new Uint8Array(),
    settings,
    ...(secret !== null && { secret }),
  });
  const found: ReceivedCallback = isSafe || heard.why === "wrong_credentials" ? heard : unsafe;
  // At an address for all, nothing is kept of a caller who has not proved itself.
  const isProved = found.why !== "wrong_credentials" && (attemptId !== null || found !== unsafe);
  if (!isProved) {
    await refuseThis(toCallbackReason(found.why));
    return found.answer;
  }
  crashPoint("callback.read");
  const answer = await keep(call, target, body, found, now);
  crashPoint("callback.kept");
  return answer;
}

const unsafe: ReceivedCallback = {
  verdict: "refused",
  why: "malformed",
  externalId: null,
  reference: null,
  rawState: null,
  answer: { status: 400, body: {} },
};

/** Counts it; nothing of it is kept. */
const refuse = (
  { providerId, address }: CallbackCall,
  target: Target | undefined,
  reason: CallbackReason,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    await countRefusal(tx, { providerId, ...toOwner(target), reason, address }, now);
    if (target?.envelopeId) announceChange(target.envelopeId);
  });

/** Whose a refusal is: its attempt's, else its connection's, else nobody's. */
const toOwner = (target: Target | undefined) => ({
  attemptId: target?.attemptId ?? null,
  connectionId: target && target.attemptId === null ? target.connectionId : null,
});

/** @returns what the provider wants to hear */
const keep = (
  { providerId, headers, address }: CallbackCall,
  target: Target,
  body: Uint8Array,
  found: ReceivedCallback,
  now: Date,
): Promise<CallbackAnswer> =>
  write(async (tx) => {
    const { connectionId } = target;
    const isHeard = found.verdict === "heard";
    const isForAll = target.attemptId === null;
    const owner = isForAll && isHeard ? await findOwner(tx, connectionId, found) : target;
    const isStranger = typeof owner === "string";
    const { attemptId, envelopeId } = isStranger ? target : owner;
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
        verdict: !isHeard ? "refused" : isStranger ? "ignored" : "waiting",
        reason: isStranger ? owner : found.why,
        externalId: found.externalId,
        referenceHash: isForAll && found.reference ? referenceHash(found.reference) : null,
      },
      now,
    );
    if (isStranger) {
      const { externalId, reference } = found;
      if (owner === "unknown_here" && externalId !== null && reference !== null)
        await askRecognition(tx, { connectionId, externalId, reference }, now);
      return found.answerToStranger ?? found.answer;
    }
    if (kept === "full")
      await countRefusal(
        tx,
        { providerId, attemptId, connectionId: null, reason: "too_many", address },
        now,
      );
    if (envelopeId === null) return found.answer;
    if (isHeard) await enqueueReadBack(tx, envelopeId, now, { isSoon: true });
    if (kept !== "new") return found.answer;
    const actor: ProviderActor = { kind: "provider", providerId, address };
    await recordAudit(tx, {
      action: isHeard ? "callback.received" : "callback.refused",
      actor,
      at: now,
      envelopeId,
      details: { state: found.rawState?.slice(0, 60) ?? null, reason: found.why },
    });
    announceChange(envelopeId);
    return found.answer;
  });
