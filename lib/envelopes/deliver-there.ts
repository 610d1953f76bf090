import "server-only";
import { read } from "@/db/client";
import { describeTrouble } from "@/lib/connections/describe-trouble";
import { isPaused } from "@/lib/connections/trip-breaker";
import { readStoredFile } from "@/lib/files/store-file";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { log } from "@/lib/kernel/log";
import type { HttpCall, Interpretation } from "@/lib/provider-kit/contract";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import { ProviderError } from "@/lib/provider-kit/errors";
import { fillCall } from "@/lib/provider-kit/fill-call";
import { TransportError } from "@/lib/provider-kit/http";
import type { SystemActor } from "@/lib/vocabulary/actor";
import { adoptBeforeSending } from "./adopt-document";
import { attemptAddresses, beginAttempt, ClaimLost, markSending } from "./begin-attempt";
import type { AttemptRow } from "./find-attempt";
import { isHeld } from "./hold-delivery";
import type { Delivery } from "./load-delivery";
import type { Outcome } from "./settle-attempt";
import { postpone, settleAttempt } from "./settle-attempt";

/**
 * One try through a provider elsewhere: at most one request, on a fresh connection, never repeated
 * by itself. Whatever happens is one of four outcomes, and a crash at any point becomes one of them
 * by the recovery.
 */
export async function deliverThere(
  delivery: Delivery,
  call: HttpCall,
  actor: SystemActor,
  now: Date,
): Promise<void> {
  if (await read(isHeld)) return;
  if (await adoptBeforeSending(delivery, actor, now)) return;
  if (isPaused(delivery.row, now))
    return postpone(delivery, { code: "connection_paused" }, delivery.row.breakerUntil, now);
  const attempt = await beginAttempt(delivery, actor, now);
  const outcome = await trySending(delivery, call, attempt);
  crashPoint("t3.before");
  await settleAttempt(delivery, attempt, outcome, actor, new Date());
  crashPoint("t3.after");
}

async function trySending(
  delivery: Delivery,
  call: HttpCall,
  attempt: AttemptRow,
): Promise<Outcome> {
  const secrets = secretsOf(delivery.connection.provider.settings, delivery.connection.settings);
  let hasLeft = false;
  try {
    const body = fillCall(call, {
      document: delivery.document && (await readStoredFile(delivery.document.sha256)),
      texts: attemptAddresses(delivery.connection, attempt.id),
      settings: delivery.connection.settings,
      now: new Date(),
    });
    const beforeFirstByte = async () => {
      crashPoint("n1.connected");
      if (!hasLeft) await markSending(attempt, new Date());
      hasLeft = true;
      crashPoint("n2.firstbyte");
    };
    const first = await sendOnce(delivery, call, body, beforeFirstByte);
    if (!isRefusedToken(first)) return toOutcome(first, secrets);
    // Refused at the door: nothing was executed, so one more try with a fresh token is safe.
    await delivery.connection.session.forgetAuthorization();
    return toOutcome(await sendOnce(delivery, call, body, beforeFirstByte), secrets);
  } catch (error) {
    return toFailure(error, hasLeft, secrets);
  }
}

async function sendOnce(
  { connection }: Delivery,
  call: HttpCall,
  body: Uint8Array,
  beforeFirstByte: () => Promise<void>,
): Promise<Interpretation> {
  if (!connection.baseUrl) throw new Error(`${connection.provider.id} has no address`);
  const proof = await connection.session.authorize();
  crashPoint("n1.token");
  const answer = await connection.transport.once(
    {
      method: call.method,
      url: new URL(call.path.replace(/^\//, ""), connection.baseUrl),
      headers: { "content-type": "application/json", ...call.headers, ...proof },
      body,
    },
    { beforeFirstByte, afterLastByte: () => crashPoint("n2.sent") },
  );
  crashPoint("n2.response");
  return connection.provider.interpret(answer, call);
}

const isRefusedToken = (found: Interpretation): boolean =>
  found.outcome === "not_sent" && found.error.code === "rejected_credentials";

function toOutcome(found: Interpretation, secrets: readonly string[]): Outcome {
  switch (found.outcome) {
    case "accepted":
      return found;
    case "unknown":
      log.warn("Nobody knows what became of a create", { reason: found.why });
      return {
        outcome: "unknown",
        trouble: found.error ? describeTrouble(found.error, secrets) : { code: "unexpected" },
      };
    case "rejected":
      return { outcome: "rejected", trouble: describeTrouble(found.error, secrets) };
    case "not_sent":
      return {
        outcome: "not_sent",
        trouble: describeTrouble(found.error, secrets),
        retryAfter: found.retryAfter,
      };
  }
}

/** @param hasLeft whether the first byte of a create may have left this machine */
function toFailure(error: unknown, hasLeft: boolean, secrets: readonly string[]): Outcome {
  if (error instanceof ClaimLost) return { outcome: "not_sent", trouble: { code: "interrupted" } };
  if (error instanceof TransportError)
    return {
      outcome: error.isNotSent || !hasLeft ? "not_sent" : "unknown",
      trouble: describeTrouble(error, secrets),
    };
  // From `authorize`, before anything left, or before the repeat after a refusal at the door.
  if (error instanceof ProviderError)
    return { outcome: "not_sent", trouble: describeTrouble(error, secrets) };
  // A bug after the first byte must not look like "nothing happened".
  if (hasLeft) return { outcome: "unknown", trouble: { code: "interrupted" } };
  throw error;
}
