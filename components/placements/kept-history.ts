import { z } from "zod";
import { placementInput } from "@/lib/placements/schema";
import type { Box } from "./box";
import type { History, Step } from "./editor-state";
import { isSame, longestHistory, stepOf } from "./editor-state";

/**
 * Its version, and its boxes as places in a list that has every box once: a hundred steps stay small.
 */
const step = z.tuple([z.number().int()], z.number().int().nonnegative());
const keptHistory = z.object({
  form: z.literal(2),
  /** The newest revision of the server that this knew of. */
  rev: z.number().int(),
  table: z.array(placementInput),
  now: step,
  past: z.array(step).max(longestHistory),
  future: z.array(step).max(longestHistory),
});
type PackedStep = z.infer<typeof step>;

export type KeptHistory = Step & History & { readonly rev: number };
/** What the server has. */
export type SavedDraft = Step & {
  readonly rev: number;
  /** Versions that it can bring back, with their boxes when they were left; the oldest first. */
  readonly earlier: readonly Step[];
};

export function packHistory(state: Step & History, rev: number): string {
  const table = new Map<Box, number>();
  const pack = ({ version, boxes }: Step): PackedStep => {
    const places = boxes.map((box) => {
      const place = table.get(box) ?? table.size;
      table.set(box, place);
      return place;
    });
    return [version, ...places];
  };
  const steps = {
    now: pack(state),
    past: state.past.map(pack),
    future: state.future.map(pack),
  };
  return JSON.stringify({ form: 2, rev, table: [...table.keys()], ...steps });
}

/** @returns undefined for any text that is not a whole history */
export function unpackHistory(text: string | null): KeptHistory | undefined {
  try {
    const { rev, table, now, past, future } = keptHistory.parse(JSON.parse(text ?? ""));
    const unpack = ([version, ...places]: PackedStep): Step => ({
      version,
      boxes: places.map((place) => {
        const box = table[place];
        if (!box) throw new Error("A step names a box that is not in the table");
        return box;
      }),
    });
    return { rev, ...unpack(now), past: past.map(unpack), future: future.map(unpack) };
  } catch {
    return undefined;
  }
}

/**
 * The history with which to go on from what the server has: the kept one when the server still has
 * what it led to, or nothing newer, so that it is a change that was never saved. People or the way
 * of sending that were changed meanwhile follow as steps of their own.
 * @returns undefined when somebody else has changed the boxes meanwhile
 */
export function continueHistory(kept: KeptHistory, server: SavedDraft): KeptHistory | undefined {
  const { version, boxes, rev, earlier } = server;
  const known = new Set([version, ...earlier.map((each) => each.version)]);
  const isGone = (step: Step) => !known.has(step.version);
  if (isGone(kept)) return undefined;
  const past = kept.past.slice(kept.past.findLastIndex(isGone) + 1);
  if (kept.rev === rev || (kept.version === version && isSameSet(kept.boxes, boxes))) {
    const end = kept.future.findIndex(isGone);
    return { ...kept, past, future: end < 0 ? kept.future : kept.future.slice(0, end) };
  }
  const left = earlier.find((each) => each.version === kept.version);
  if (kept.version === version || !left || !isSameSet(left.boxes, kept.boxes)) return undefined;
  const since = earlier.filter((each) => each.version > kept.rev);
  const steps = [...past, stepOf(kept), ...since].slice(-longestHistory);
  return { version, boxes, rev, past: steps, future: [] };
}

/** The server keeps boxes in an order of its own. */
export const isSameSet = (one: readonly Box[], other: readonly Box[]): boolean =>
  isSame(byId(one), byId(other));

const byId = (boxes: readonly Box[]): readonly Box[] =>
  [...boxes].sort((one, other) => (one.id < other.id ? -1 : 1));
