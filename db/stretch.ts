import "server-only";

/** Milliseconds of the last change, and the id, which decides between two of one instant. */
export type Changed = { readonly at: number; readonly id: string };
/** A part of all envelopes in the order of their last change. */
export type Stretch = {
  readonly isUp: boolean;
  /** The first instant that belongs to it, and the first after it. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Only what comes after this one. */
  readonly beyond: Changed | undefined;
};

const compare = (one: Changed, other: Changed): number =>
  one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** Whether `one` comes before `other` (below 0) or after it (above 0). */
export const inOrderOf =
  ({ isUp }: Stretch) =>
  (one: Changed, other: Changed): number =>
    compare(one, other) * (isUp ? 1 : -1);

/** Milliseconds; fits with 20 bits more into 63. */
export const endOfTime = 2 ** 42;

/** The instants that a stretch has, whatever comes first. */
export function instants({
  isUp,
  since = 0,
  until = endOfTime,
  beyond,
}: Stretch): [number, number] {
  const [first, last] = (beyond && (isUp ? [beyond.at, until] : [since, beyond.at + 1])) || [
    since,
    until,
  ];
  return [Math.max(since, Math.min(first, endOfTime)), Math.max(0, Math.min(until, last))];
}
