import type { PageSpec } from "../fixtures/make-pdfs";
import type { Rect } from "./boxes";

const rotations = [0, 90, 180, 270] as const;
type Kind = {
  readonly rotation: (typeof rotations)[number];
  readonly isCropped: boolean;
  readonly isNegative: boolean;
  readonly isDoubled: boolean;
};
/** A page, and its width and height in points as it is stored, before `/Rotate`. */
export type ExactPage = Kind & {
  readonly spec: PageSpec;
  readonly points: readonly [number, number];
};

const flags = [false, true];
/** Every rotation with and without a CropBox of its own, a negative origin and UserUnit 2. */
export const everyPage: readonly ExactPage[] = rotations.flatMap((rotation) =>
  flags.flatMap((isCropped) =>
    flags.flatMap((isNegative) =>
      flags.map((isDoubled) => pageOf({ rotation, isCropped, isNegative, isDoubled })),
    ),
  ),
);

function pageOf(kind: Kind): ExactPage {
  const userUnit = kind.isDoubled ? 2 : 1;
  const [x, y] = kind.isNegative ? [-53, -81.5] : [0, 0];
  const whole = [x, y, x + 595 / userUnit, y + 842 / userUnit] as const;
  const [left, low, right, high] = kind.isCropped
    ? ([31, 22.5, 17, 43] as const)
    : ([0, 0, 0, 0] as const);
  const shown = [whole[0] + left, whole[1] + low, whole[2] - right, whole[3] - high] as const;
  return {
    ...kind,
    points: [(shown[2] - shown[0]) * userUnit, (shown[3] - shown[1]) * userUnit],
    spec: {
      mediaBox: whole,
      rotation: kind.rotation,
      ...(kind.isCropped ? { cropBox: shown } : {}),
      ...(kind.isDoubled ? { userUnit } : {}),
      text: [],
    },
  };
}

export const nameOf = ({ rotation, isCropped, isNegative, isDoubled }: Kind): string =>
  [
    `turned ${rotation}°`,
    ...(isCropped ? ["CropBox"] : []),
    ...(isNegative ? ["negative origin"] : []),
    ...(isDoubled ? ["UserUnit 2"] : []),
  ].join(", ");

/** From the upright page to the unrotated one, by hand: a second reading of the geometry. */
export function toPdf([u, v, w, h]: Rect, { points: [width, height], rotation }: ExactPage): Rect {
  const table: Record<ExactPage["rotation"], Rect> = {
    0: [u, height - v - h, w, h],
    90: [v, u, h, w],
    180: [width - u - w, v, w, h],
    270: [width - v - h, height - u - w, h, w],
  };
  return table[rotation];
}
