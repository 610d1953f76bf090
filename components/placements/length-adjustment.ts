import type { ViewRect } from "@/lib/placements/schema";

/** A place or size of a box as it is typed. */
export type BoxLength = "x" | "y" | "width" | "height";

/** Why a box is not as it was typed; lengths in points. Words: `editor.adjusted`. */
export type Adjustment =
  | {
      readonly code: "off_page" | "too_small";
      readonly wanted: number;
      readonly taken: number;
    }
  /** The length was taken, and the box had to move for it. */
  | { readonly code: "moved" };

/** Below what is shown of a length. Points. */
const tolerance = 0.05;

/** @returns undefined where the box is as `part` was typed */
export function adjustmentOf(
  part: BoxLength,
  wanted: ViewRect,
  taken: ViewRect,
): Adjustment | undefined {
  const isOff = (side: BoxLength) => Math.abs(wanted[side] - taken[side]) > tolerance;
  if (isOff(part)) {
    const isSize = part === "width" || part === "height";
    const code = isSize && wanted[part] < taken[part] ? "too_small" : "off_page";
    return { code, wanted: wanted[part], taken: taken[part] };
  }
  return isOff("x") || isOff("y") ? { code: "moved" } : undefined;
}
