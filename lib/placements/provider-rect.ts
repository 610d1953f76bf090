import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { pageSize } from "./geometry";
import type { PageBox, PdfRect } from "./schema";

/** A rectangle as a provider counts it: in its own unit from its own corner, before `/Rotate`. */
export type ProviderRect = Omit<PdfRect, "space">;

/** What the settings of a connection say of the numbers of a box. */
export type BoxScale = {
  /** The provider's units in one point. */
  readonly unitsPerPoint: number;
  /** What it calls the width is the height. */
  readonly areSidesExchanged: boolean;
  /** Instead of the one that its capabilities name. */
  readonly origin?: Capabilities["boxes"]["origin"];
};

/** Of a provider that leaves nothing to its settings. */
export const plainScale: BoxScale = { unitsPerPoint: 1, areSidesExchanged: false };

/** How one connection counts a box. */
export type BoxCounting = Pick<Capabilities["boxes"], "unit" | "origin"> & BoxScale;

export function toProviderRect(
  { x, y, width, height }: PdfRect,
  page: PageBox,
  { origin, unitsPerPoint, areSidesExchanged }: Omit<BoxCounting, "unit">,
): ProviderRect {
  const above = pageSize(page).height - y - height;
  const [wide, high] = areSidesExchanged ? [height, width] : [width, height];
  return {
    x: x * unitsPerPoint,
    y: (origin === "lower_left" ? y : above) * unitsPerPoint,
    width: wide * unitsPerPoint,
    height: high * unitsPerPoint,
  };
}
