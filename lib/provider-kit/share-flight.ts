// Next gives pages, route handlers and instrumentation their own module instances.
const slot = Symbol.for("muhr.flights");
const shared = globalThis as { [slot]?: Map<string, Promise<unknown>> };

/** Runs `work` once for all who ask under this name in this process while it is under way. */
export function shareFlight<T>(name: string, work: () => Promise<T>): Promise<T> {
  shared[slot] ??= new Map();
  const flights = shared[slot];
  const under = flights.get(name);
  if (under) return under as Promise<T>;
  const flight = work().finally(() => flights.delete(name));
  flights.set(name, flight);
  return flight;
}
