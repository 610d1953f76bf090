import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { toOutcome } from "./count-call";
import type { CallRow } from "./queries";
import type { ConnectionRow } from "./seal-settings";
import { isPaused, untilSomebodyActs } from "./trip-breaker";

/** How a connection is. Every `reason` has a sentence in the message files (`trouble.<code>`). */
export type ConnectionHealth =
  | { readonly state: "well" }
  /** Nothing has gone through it since it was made. */
  | { readonly state: "untested" }
  /** It is used, but the last call was in vain. */
  | { readonly state: "doubtful" }
  /** `until` null: until somebody acts. */
  | { readonly state: "paused"; readonly until: Date | null; readonly reason: string };

export function describeHealth(
  { breakerUntil, breakerReason }: Pick<ConnectionRow, "breakerUntil" | "breakerReason">,
  { hosted }: Pick<Capabilities, "hosted">,
  lastCall: Pick<CallRow, "status"> | null,
  now: Date,
): ConnectionHealth {
  if (isPaused({ breakerUntil }, now)) {
    const until = breakerUntil?.getTime() === untilSomebodyActs.getTime() ? null : breakerUntil;
    return { state: "paused", until, reason: breakerReason ?? "unavailable" };
  }
  if (hosted === "here") return { state: "well" };
  if (!lastCall) return { state: "untested" };
  return { state: toOutcome(lastCall.status) === "failed" ? "doubtful" : "well" };
}
