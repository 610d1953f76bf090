import "server-only";

const minute = 60_000;
/** Names that are remembered at once; the oldest are forgotten. */
const mostNames = 10_000;

// Next gives pages, route handlers and instrumentation their own module instances.
const slot = Symbol.for("muhr.callback-limits");
const shared = globalThis as { [slot]?: Map<string, { from: number; count: number }> };

/**
 * Counts a call under a name within this process.
 * @param most calls a minute
 * @returns seconds to wait when there were too many, else undefined
 */
export function countCall(name: string, most: number, now: Date): number | undefined {
  shared[slot] ??= new Map();
  const windows = shared[slot];
  const time = now.getTime();
  let window = windows.get(name);
  if (!window || time - window.from >= minute) {
    window = { from: time, count: 0 };
    windows.delete(name);
    windows.set(name, window);
    const [oldest] = windows.keys();
    if (windows.size > mostNames && oldest !== undefined) windows.delete(oldest);
  }
  window.count += 1;
  return window.count > most ? Math.ceil((window.from + minute - time) / 1_000) : undefined;
}
