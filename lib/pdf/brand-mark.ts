import type { PathSegment } from "./shape-text";
import { placeOutline, shapeLine, toPathOperators, toSvgPath } from "./shape-text";

/** The vermilion of the seal, `#B8321F`. */
export const sealColor = [184 / 255, 50 / 255, 31 / 255] as const;

/**
 * The brand mark as one outline to fill by the even-odd rule: a rounded square with the letter
 * م cut out of it. Units are the square's side, origin lower left, y grows upwards.
 */
export function brandMark(): readonly PathSegment[] {
  outline ??= drawBrandMark();
  return outline;
}

let outline: readonly PathSegment[] | undefined;

function drawBrandMark(): readonly PathSegment[] {
  const letter = shapeLine("م", "rtl", "semibold").outline;
  const points = letter.flatMap(([, ...values]) => pairs(values));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const scale = 0.62 / Math.max(right - left, top - bottom);
  const moveX = 0.5 - ((left + right) / 2) * scale;
  const moveY = 0.5 - ((bottom + top) / 2) * scale;
  return [...roundedSquare(0.2), ...placeOutline(letter, { x: moveX, y: moveY, scale })];
}

/** PDF operators that paint the mark; `size` is its side, `x` and `y` its lower left corner. */
export function brandMarkOperators(x: number, y: number, size: number): string {
  const path = toPathOperators(brandMark(), { x, y, scale: size });
  return `${sealColor.map((part) => part.toFixed(3)).join(" ")} rg\n${path}f*\n`;
}

/** The mark as an SVG path for `fill-rule="evenodd"` in a square of `size`. */
export function brandMarkSvgPath(size: number): string {
  return toSvgPath(brandMark(), { x: 0, y: size, scale: size });
}

function roundedSquare(radius: number): PathSegment[] {
  // A quarter circle as a cubic curve: the control points lie 0.5523 of the radius along.
  const r = radius;
  const k = r * (1 - 0.5523);
  return [
    ["M", r, 0],
    ["L", 1 - r, 0],
    ["C", 1 - k, 0, 1, k, 1, r],
    ["L", 1, 1 - r],
    ["C", 1, 1 - k, 1 - k, 1, 1 - r, 1],
    ["L", r, 1],
    ["C", k, 1, 0, 1 - k, 0, 1 - r],
    ["L", 0, r],
    ["C", 0, k, k, 0, r, 0],
    ["Z"],
  ];
}

function pairs(values: readonly number[]): [number, number][] {
  const points: [number, number][] = [];
  for (let index = 0; index + 1 < values.length; index += 2) {
    points.push([values[index] ?? 0, values[index + 1] ?? 0]);
  }
  return points;
}
