import "server-only";
import { env } from "./env";

// Next gives pages, route handlers and instrumentation their own module instances.
const slot = Symbol.for("muhr.passages");
const shared = globalThis as { [slot]?: number };

/**
 * Kills this process at a named point, for the crash tests: `CRASH_AT=<point>[:n]` dies at the
 * n-th passage of this process. Ignored in production unless `FAULT_INJECTION=1`.
 */
export function crashPoint(point: string): void {
  const { CRASH_AT, NODE_ENV, FAULT_INJECTION } = env();
  if (!CRASH_AT || (NODE_ENV === "production" && FAULT_INJECTION !== "1")) return;
  const [name, count = "1"] = CRASH_AT.split(":");
  if (name !== point) return;
  shared[slot] = (shared[slot] ?? 0) + 1;
  if (shared[slot] >= Number(count)) process.kill(process.pid, "SIGKILL");
}
