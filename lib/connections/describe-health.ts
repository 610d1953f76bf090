import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { ConnectionRow } from "./seal-settings";
import { isPaused, untilSomebodyActs } from "./trip-breaker";

/** How a connection is. Every `reason` has a sentence in the message files (`trouble.<code>`). */
export type ConnectionHealth =
  | { readonly state: "well" }
  /** Nothing has gone through it since it was made. */
  | { readonly state: "untested" }
  /** `until` null: until somebody acts. */
  | { readonly state: "paused"; readonly until: Date | null; readonly reason: string };

export function describeHealth(
  row: Pick<ConnectionRow, "breakerUntil" | "breakerReason">,
  { hosted }: Pick<Capabilities, "hosted">,
  hasBeenUsed: boolean,
  now: Date,
): ConnectionHealth {
  if (isPaused(row, now))
    return {
      state: "paused",
      until: row.breakerUntil?.getTime() === untilSomebodyActs.getTime() ? null : row.breakerUntil,
      reason: row.breakerReason ?? "unavailable",
    };
  return { state: hosted === "here" || hasBeenUsed ? "well" : "untested" };
}
