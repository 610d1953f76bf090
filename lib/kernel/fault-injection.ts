import "server-only";
import { env } from "./env";

let passed = 0;

/**
 * Kills this process at a named point, for the crash tests: `CRASH_AT=<point>[:n]` dies at the
 * n-th passage. Ignored in production unless `FAULT_INJECTION=1`.
 */
export function crashPoint(point: string): void {
  const { CRASH_AT, NODE_ENV, FAULT_INJECTION } = env();
  if (!CRASH_AT || (NODE_ENV === "production" && FAULT_INJECTION !== "1")) return;
  const [name, count = "1"] = CRASH_AT.split(":");
  if (name !== point) return;
  passed += 1;
  if (passed >= Number(count)) process.kill(process.pid, "SIGKILL");
}
