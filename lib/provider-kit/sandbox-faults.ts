import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type {
  CallbackFault,
  CallOperation,
  FaultPlan,
  SandboxFault,
  SandboxOperation,
} from "./sandbox";
import { callbackFaults, callOperations, SandboxRefusal, sandboxFaults } from "./sandbox";
import type { SandboxAnswer } from "./sandbox-http";
import { send, toJson } from "./sandbox-http";

/** Numbers in 0..1 that follow from the seed (mulberry32). */
export function createLots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Faults = {
  plan(plan: FaultPlan): void;
  next(operation: CallOperation): SandboxFault;
  nextCallback(): CallbackFault;
  calm(): void;
};

/** @param codes of the provider's business errors */
export function createFaults(codes: readonly (number | string)[]): Faults {
  const callNames = [...sandboxFaults, ...codes.map((code) => `business_error:${code}`)];
  const waiting = new Map<SandboxOperation, string[]>();
  const lots = new Map<SandboxOperation, () => string>();
  const check = (operation: SandboxOperation, names: readonly string[]) => {
    const isCall = callOperations.some((each) => each === operation);
    if (!isCall && operation !== "callback") throw new SandboxRefusal(`no ${operation}`);
    const known: readonly string[] = isCall ? callNames : callbackFaults;
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new SandboxRefusal(`${operation} has no fault ${unknown}`);
  };
  const next = (operation: SandboxOperation) =>
    waiting.get(operation)?.shift() ?? lots.get(operation)?.() ?? "ok";
  return {
    plan(plan) {
      if ("faults" in plan) {
        check(plan.on, plan.faults);
        waiting.set(plan.on, [...(waiting.get(plan.on) ?? []), ...plan.faults]);
        return;
      }
      check(plan.on, plan.among);
      const draw = createLots(plan.seed);
      lots.set(plan.on, () => {
        const isHit = draw() < plan.share;
        return (isHit && plan.among[Math.floor(draw() * plan.among.length)]) || "ok";
      });
    },
    // `plan` let only names in that fit the operation.
    next: (operation) => next(operation) as SandboxFault,
    nextCallback: () => next("callback") as CallbackFault,
    calm() {
      waiting.clear();
      lots.clear();
    },
  };
}

export type FaultWords = {
  readonly slowMilliseconds: number;
  readonly retryAfterSeconds: number;
  readonly unauthorized: SandboxAnswer;
  /** What stands beside `retry-after`, where the provider or its gateway says anything. */
  readonly tooMany?: object;
  /** @param code undefined for one that the provider often says */
  readonly businessError: (code: string | undefined) => SandboxAnswer;
};

/**
 * Answers a call as the fault wants it.
 * @param commit does what the call asks, and says what a healthy provider would answer
 * @param note hears what went out; not called when it was nothing, or broke off
 */
export async function answerWithFault(
  fault: SandboxFault,
  response: ServerResponse,
  commit: () => SandboxAnswer,
  words: FaultWords,
  note: (answer: SandboxAnswer) => void,
): Promise<void> {
  const answer = (each: SandboxAnswer) => {
    note(each);
    send(response, each);
  };
  if (fault === "dropped_before_commit") return void response.socket?.destroy();
  if (fault === "500_before_commit") return answer({ status: 500 });
  const [name, code] = fault.split(":");
  if (name === "business_error") return answer(words.businessError(code));
  if (fault === "401") return answer(words.unauthorized);
  if (fault === "429") {
    const busy = words.tooMany ? toJson(429, words.tooMany) : { status: 429 };
    const retryAfter = { "retry-after": String(words.retryAfterSeconds) };
    return answer({ ...busy, headers: { ...busy.headers, ...retryAfter } });
  }

  const healthy = commit();
  const body = Buffer.from(healthy.body ?? "");
  const half = body.subarray(0, Math.ceil(body.length / 2));
  switch (fault) {
    case "dropped_after_commit":
      return void response.socket?.destroy();
    case "silent_after_commit":
      return;
    case "reset_mid_response":
      response.writeHead(healthy.status, { ...healthy.headers, "content-length": body.length });
      response.write(half);
      // The half must be on its way before the reset throws away what waits.
      await pause(50);
      return void response.socket?.resetAndDestroy();
    case "half_json":
      return answer({ ...healthy, body: half });
    case "500_after_commit":
      return answer({ status: 500 });
    case "502_html_after_commit":
      return answer({
        status: 502,
        headers: { "content-type": "text/html" },
        body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
      });
    case "wrong_shape":
      return answer(toJson(200, { success: true }));
    case "slow":
      await pause(words.slowMilliseconds);
      return answer(healthy);
    case "ok":
      return answer(healthy);
  }
}
