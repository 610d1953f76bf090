import { loadavg } from "node:os";

export type Unit = "ms" | "KB" | "MiB" | "s";

/** One line of the table. `ours` and `floor` are medians (or worst cases, where the name says so). */
export type Figure = {
  readonly name: string;
  readonly unit: Unit;
  readonly ours: number;
  readonly floor: number;
  /** What the floor is: the same work done by nothing but what cannot be left out. */
  readonly floorIs: string;
  readonly mustReach: { readonly times: number } | { readonly most: number };
  /** Single values, in the order in which they were taken. */
  readonly samples?: { readonly ours: readonly number[]; readonly floor: readonly number[] };
};

/** What one file below `figures/` measured, and how busy the machine was meanwhile. */
export type Measured = {
  readonly room: string;
  /** ISO 8601, when it was begun. */
  readonly at: string;
  /** The version of Node. */
  readonly node: string;
  readonly figures: readonly Figure[];
  /** Load averages of one minute before and after. */
  readonly load: readonly [number, number];
  /** Seconds. */
  readonly took: number;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1];
  return ((sorted[low] ?? Number.NaN) + (sorted[high] ?? Number.NaN)) / 2;
}

export const ratioOf = ({ ours, floor }: Figure): number => ours / floor;

export const isReached = (figure: Figure): boolean =>
  "times" in figure.mustReach
    ? ratioOf(figure) <= figure.mustReach.times
    : figure.ours <= figure.mustReach.most;

/** Takes turns, so that what else the machine does meets both alike. The first round is not counted. */
export async function interleave(
  rounds: number,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<{ readonly ours: number[]; readonly floor: number[] }> {
  const samples = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const pair = [await ours(), await floor()] as const;
    if (round === 0) continue;
    samples.ours.push(pair[0]);
    samples.floor.push(pair[1]);
  }
  return samples;
}

export const mediansOf = (samples: NonNullable<Figure["samples"]>) => ({
  ours: median(samples.ours),
  floor: median(samples.floor),
  samples,
});

export async function measure(
  room: string,
  run: () => Promise<readonly Figure[]>,
): Promise<Measured> {
  const before = loadavg()[0] ?? 0;
  const started = Date.now();
  const figures = await run();
  const took = (Date.now() - started) / 1000;
  return {
    room,
    at: new Date(started).toISOString(),
    node: process.versions.node,
    figures,
    load: [before, loadavg()[0] ?? 0],
    took,
  };
}
