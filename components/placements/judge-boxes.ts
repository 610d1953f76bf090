import { limits } from "@/lib/envelopes/schema";
import type { Problem } from "@/lib/placements/check-rules";
import { findRefusal } from "@/lib/placements/mend-boxes";
import type { Box } from "./box";

/** Why boxes were not taken; the words are in the message files under `editor.rail.refused`. */
export type Refusal =
  | { readonly kind: "envelope_full"; readonly most: number }
  | { readonly kind: "beside_pages" }
  | {
      readonly kind: "rule";
      readonly problem: Problem;
      /** What the boxes would have become. */
      readonly boxes: readonly Box[];
      /** The one page to which boxes were to come, 1-based; null where there is none or several. */
      readonly page: number | null;
    };

/** @returns why these boxes must not become those; what was wrong before is no reason */
export function judgeBoxes(
  next: readonly Box[],
  now: readonly Box[],
  check: (boxes: readonly Box[]) => readonly Problem[],
): Refusal | undefined {
  const most = limits.placements;
  if (next.length > most && next.length > now.length) return { kind: "envelope_full", most };
  const problem = findRefusal(check(now), check(next));
  if (!problem) return undefined;
  const pageOf = new Map(now.map(({ id, page }) => [id, page]));
  const reached = new Set(
    next.filter(({ id, page }) => pageOf.get(id) !== page).map(({ page }) => page),
  );
  const [page = null] = reached.size === 1 ? reached : [];
  return { kind: "rule", problem, boxes: next, page };
}
