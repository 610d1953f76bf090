import { z } from "zod";
import { placementInput } from "@/lib/placements/schema";
import type { Box } from "./box";
import type { EditorState, History } from "./editor-state";
import { isSame, longestHistory } from "./editor-state";

/** Every box once, and each step as places in that list: a hundred steps stay small. */
const step = z.array(z.number().int().nonnegative()).max(500);
const keptHistory = z.object({
  version: z.literal(1),
  /** The newest revision of the server that this knew of. */
  rev: z.number().int(),
  table: z.array(placementInput),
  boxes: step,
  past: z.array(step).max(longestHistory),
  future: z.array(step).max(longestHistory),
});

export type KeptHistory = { readonly rev: number; readonly boxes: readonly Box[] } & History;
type Server = { readonly rev: number; readonly boxes: readonly Box[] };

export function packHistory({ boxes, past, future }: EditorState, rev: number): string {
  const table = new Map<Box, number>();
  const pack = (step: readonly Box[]) =>
    step.map((box) => {
      const place = table.get(box) ?? table.size;
      table.set(box, place);
      return place;
    });
  const steps = { boxes: pack(boxes), past: past.map(pack), future: future.map(pack) };
  return JSON.stringify({ version: 1, rev, table: [...table.keys()], ...steps });
}

/** @returns undefined for any text that is not a whole history */
export function unpackHistory(text: string | null): KeptHistory | undefined {
  try {
    const { rev, table, boxes, past, future } = keptHistory.parse(JSON.parse(text ?? ""));
    const unpack = (step: readonly number[]): readonly Box[] =>
      step.map((place) => {
        const box = table[place];
        if (!box) throw new Error("A step names a box that is not in the table");
        return box;
      });
    return { rev, boxes: unpack(boxes), past: past.map(unpack), future: future.map(unpack) };
  } catch {
    return undefined;
  }
}

/**
 * Whether the server still has what this history led to: the same boxes, or nothing newer than
 * what it was kept beside, so that its boxes are a change that was never saved.
 * @param recipientIds people who are in the envelope: nobody else's boxes may come back
 */
export function isHistoryOf(
  kept: KeptHistory,
  server: Server,
  recipientIds: ReadonlySet<string>,
): boolean {
  const steps = [kept.boxes, ...kept.past, ...kept.future];
  const areKnown = steps.every((step) =>
    step.every(({ recipientId }) => recipientIds.has(recipientId)),
  );
  return areKnown && (kept.rev === server.rev || isSameSet(kept.boxes, server.boxes));
}

/** The server keeps boxes in an order of its own. */
export const isSameSet = (one: readonly Box[], other: readonly Box[]): boolean =>
  isSame(byId(one), byId(other));

const byId = (boxes: readonly Box[]): readonly Box[] =>
  [...boxes].sort((one, other) => (one.id < other.id ? -1 : 1));
