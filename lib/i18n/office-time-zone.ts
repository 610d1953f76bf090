const slot = Symbol.for("muhr.time-zone");
const shared = globalThis as typeof globalThis & { [slot]?: string };

/**
 * The zone that the organisation chose, known to the whole process once the portal has started;
 * `TIME_ZONE` overrides it, and before set-up there is none.
 */
export const officeTimeZone = (): string | undefined => process.env.TIME_ZONE || shared[slot];

export function setOfficeTimeZone(timeZone: string): void {
  shared[slot] = timeZone;
}
