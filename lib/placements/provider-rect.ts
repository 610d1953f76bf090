import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { pageSize } from "./geometry";
import type { PageBox, PdfRect } from "./schema";

/** A rectangle as a provider counts it: in its own unit from its own corner, before `/Rotate`. */
export type ProviderRect = Omit<PdfRect, "space">;

/** One pixel of a provider is one point, unless its connection is set up otherwise. */
export function toProviderRect(
  { x, y, width, height }: PdfRect,
  page: PageBox,
  { origin }: Pick<Capabilities["boxes"], "origin">,
): ProviderRect {
  const fromAbove = pageSize(page).height - y - height;
  return { x, y: origin === "lower_left" ? y : fromAbove, width, height };
}
