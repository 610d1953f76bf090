import type { MarkInput } from "@/lib/envelopes/schema";

/** Fractions of the drawing pad: x to the right, y down, both 0 to 1. */
export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];
export type DrawnMark = Extract<MarkInput, { kind: "drawn" }>;

export const strokeLimit = 200;
const pointLimit = 2_000;
/** In pad heights: closer points only carry the tremble of the hand. */
const closest = 0.008;

type Frame = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/** Where a pointer (client pixels) is on the pad; outside counts as the edge. */
export function toPadPoint(client: { x: number; y: number }, pad: Frame): Point {
  return [
    toFraction((client.x - pad.left) / pad.width),
    toFraction((client.y - pad.top) / pad.height),
  ];
}

function toFraction(value: number): number {
  return Math.round(Math.min(Math.max(value, 0), 1) * 10_000) / 10_000;
}

/** Leaves out points that nobody would see; first and last stay. `aspect` is width by height. */
export function thinStroke(stroke: Stroke, aspect: number): Stroke {
  const kept: Point[] = [];
  for (const [index, point] of stroke.entries()) {
    const before = kept.at(-1);
    const isLast = index === stroke.length - 1;
    if (!before || isLast || distance(before, point, aspect) >= closest) kept.push(point);
  }
  if (kept.length <= pointLimit) return kept;
  const step = (kept.length - 1) / (pointLimit - 1);
  return Array.from({ length: pointLimit }, (_, index) => kept[Math.round(index * step)] as Point);
}

function distance(one: Point, other: Point, aspect: number): number {
  return Math.hypot((one[0] - other[0]) * aspect, one[1] - other[1]);
}

/**
 * A curve through the middles of neighbouring points, with the points as its handles: smooth
 * however rarely the device reports. A single point is a line of no length, which round ends
 * make a dot. The PDF draws the same curve.
 */
export function toSvgPath(points: Stroke): string {
  const [first, ...rest] = points;
  if (!first) return "";
  if (rest.length === 0) return `M${pair(first)}L${pair(first)}`;
  const curves = rest.map((point, index) => {
    const next = rest[index + 1];
    const end: Point = next ? [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2] : point;
    return `Q${pair(point)} ${pair(end)}`;
  });
  return `M${pair(first)}${curves.join("")}`;
}

/** Strokes in units of the pad's height, as it is drawn on. */
export function toPadPath(stroke: Stroke, aspect: number): string {
  return toSvgPath(stroke.map(([x, y]) => [x * aspect, y]));
}

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type FittedStrokes = { readonly paths: readonly string[]; readonly lineWidth: number };

/** The strokes as the sealed PDF will show them: as large as the area (points, y down) allows. */
export function fitStrokes({ strokes, aspect }: DrawnMark, area: Area): FittedStrokes {
  const lineWidth = Math.min(2, Math.max(0.8, area.height * 0.04));
  const drawn = strokes.map((stroke) => stroke.map(([x, y]): Point => [x * aspect, y]));
  const [left, right] = extent(drawn.flat().map(([x]) => x));
  const [top, bottom] = extent(drawn.flat().map(([, y]) => y));
  const scale = Math.min(
    Math.max(area.width - lineWidth, 0) / Math.max(right - left, 0.01),
    Math.max(area.height - lineWidth, 0) / Math.max(bottom - top, 0.01),
    // A dot or a dash keeps the proportions of the pad.
    Math.min(area.width / aspect, area.height) * 2.5,
  );
  const moveX = area.x + area.width / 2 - ((left + right) / 2) * scale;
  const moveY = area.y + area.height / 2 - ((top + bottom) / 2) * scale;
  const move = ([x, y]: Point): Point => [moveX + x * scale, moveY + y * scale];
  return { paths: drawn.map((stroke) => toSvgPath(stroke.map(move))), lineWidth };
}

function extent(values: readonly number[]): [number, number] {
  return [
    values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
  ];
}

function pair([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
