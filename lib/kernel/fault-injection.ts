import "server-only";
import { env } from "./env";

// Next gives pages, route handlers and instrumentation their own module instances.
const slot = Symbol.for("muhr.passages");
const shared = globalThis as { [slot]?: number };

/** An office's portal is never hurt or hurried by a variable that was left in its environment. */
const mayInject = (): boolean => {
  const { NODE_ENV, FAULT_INJECTION } = env();
  return NODE_ENV !== "production" || FAULT_INJECTION === "1";
};

/**
 * Kills this process at a named point, for the crash tests: `CRASH_AT=<point>[:n]` dies at the
 * n-th passage of this process. Ignored in production unless `FAULT_INJECTION=1`.
 */
export function crashPoint(point: string): void {
  const { CRASH_AT } = env();
  if (!CRASH_AT || !mayInject()) return;
  const [name, count = "1"] = CRASH_AT.split(":");
  if (name !== point) return;
  shared[slot] = (shared[slot] ?? 0) + 1;
  if (shared[slot] >= Number(count)) process.kill(process.pid, "SIGKILL");
}

/**
 * How long a pause really is, in milliseconds: `POLL_SCALE` times as long, for tests that cannot
 * wait. The whole pause in production unless `FAULT_INJECTION=1`.
 */
export const scaled = (milliseconds: number): number =>
  mayInject() ? milliseconds * env().POLL_SCALE : milliseconds;
