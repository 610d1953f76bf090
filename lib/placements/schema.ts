import { z } from "zod";
import { boxPositions } from "@/lib/vocabulary/capabilities";

/**
 * Points (1/72 inch, UserUnit already applied), origin at the lower left corner of the page's
 * CropBox in unrotated user space, y grows upwards.
 */
export type PdfRect = {
  readonly space: "pdf";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** CSS pixels of the page as drawn, origin at its upper left corner, y grows downwards. */
export type ViewRect = {
  readonly space: "view";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/**
 * What the geometry needs to know of a page. `cropBox` is `[x0, y0, x1, y1]` in the page's own
 * user-space units (CropBox cut to MediaBox, normalised); `userUnit` is points per such unit;
 * `rotation` is clockwise as `/Rotate` says. `isBlank` tells that the file draws nothing on it.
 */
export type PageBox = {
  readonly cropBox: readonly [number, number, number, number];
  readonly rotation: 0 | 90 | 180 | 270;
  readonly userUnit: number;
  readonly isBlank?: true | undefined;
};

export const placementInput = z.object({
  id: z.string().min(1).max(64),
  recipientId: z.string().min(1).max(64),
  /** 1-based. */
  page: z.number().int().min(1),
  x: z.number().finite(),
  y: z.number().finite(),
  width: z.number().positive().finite(),
  height: z.number().positive().finite(),
  /** The provider's own place at which the box stands; missing where it stands freely. */
  position: z.enum(boxPositions).optional(),
});
export type PlacementInput = z.infer<typeof placementInput>;
