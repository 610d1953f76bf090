const slot = Symbol.for("muhr.time-zone");
const shared = globalThis as typeof globalThis & { [slot]?: string };

/** The zone that times of the office are told in: `TIME_ZONE` overrides what it chose. */
export const timeZoneInForce = <Chosen extends string | undefined>(
  chosen: Chosen,
): string | Chosen => process.env.TIME_ZONE || chosen;

/**
 * The zone in force, known to the whole process once the portal has started; before set-up there may
 * be none.
 */
export const officeTimeZone = (): string | undefined => timeZoneInForce(shared[slot]);

export function setOfficeTimeZone(timeZone: string): void {
  shared[slot] = timeZone;
}
