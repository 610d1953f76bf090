import { brandMarkOperators } from "./brand-mark";
import type { FontFace } from "./font-files";
import type { PathSegment, TextDirection } from "./shape-text";
import { placeOutline, shapeLine, toPathOperators } from "./shape-text";

/** What a person drew, typed or uploaded as their signature. */
export type Mark =
  | {
      readonly kind: "drawn";
      /** Width of the drawing area divided by its height. */
      readonly aspect: number;
      /** Fractions of the drawing area, 0 to 1, origin upper left, y grows downwards. */
      readonly strokes: readonly (readonly { readonly x: number; readonly y: number }[])[];
    }
  | { readonly kind: "typed"; readonly text: string; readonly direction: TextDirection }
  /** PNG or JPEG. */
  | { readonly kind: "uploaded"; readonly image: Uint8Array };

/** Small lines below the mark, already in the reader's language; left out where no room is. */
export type Caption = {
  readonly lines: readonly string[];
  readonly direction: "ltr" | "rtl";
};

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

const ink = "0.086 0.165 0.353";
const captionInk = "0.29 0.33 0.35";
const padding = 2;

/** The part of a box (points) that is left to the mark above its caption. */
export function splitBox(
  width: number,
  height: number,
  caption: Caption | undefined,
): { readonly mark: Area; readonly caption: Area; readonly captionLines: readonly string[] } {
  const wanted = caption?.lines.length ?? 0;
  const lineHeight = Math.min(8.4, Math.max(6, height * 0.15));
  // The mark keeps at least 18 points: a signature matters more than the words below it.
  const room = Math.max(0, Math.floor((height - 18 - 2 * padding) / lineHeight));
  const captionLines = caption?.lines.slice(0, Math.min(wanted, room, 3)) ?? [];
  const captionHeight = captionLines.length * lineHeight;
  const inner = { x: padding, width: width - 2 * padding };
  return {
    caption: { ...inner, y: padding, height: captionHeight },
    mark: { ...inner, y: padding + captionHeight, height: height - 2 * padding - captionHeight },
    captionLines,
  };
}

/** A drawing as smooth curves that fill an area; the line width is in the area's units. */
export function fitStrokes(
  mark: Extract<Mark, { kind: "drawn" }>,
  area: Area,
): { readonly outline: readonly PathSegment[]; readonly lineWidth: number } {
  const strokes = mark.strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => stroke.map(({ x, y }) => [x * mark.aspect, 1 - y] as const));
  const points = strokes.flat();
  const lineWidth = Math.min(2, Math.max(0.8, area.height * 0.04));
  const [left, right] = extent(points.map(([x]) => x));
  const [bottom, top] = extent(points.map(([, y]) => y));
  const scale = Math.min(
    Math.max(area.width - lineWidth, 0) / Math.max(right - left, 0.01),
    Math.max(area.height - lineWidth, 0) / Math.max(top - bottom, 0.01),
    // A dot or a dash keeps the proportions of the drawing area.
    Math.min(area.width / mark.aspect, area.height) * 2.5,
  );
  const moveX = area.x + area.width / 2 - ((left + right) / 2) * scale;
  const moveY = area.y + area.height / 2 - ((bottom + top) / 2) * scale;
  const outline = strokes.flatMap((stroke) =>
    smoothStroke(stroke.map(([x, y]) => [moveX + x * scale, moveY + y * scale] as const)),
  );
  return { outline, lineWidth };
}

/** Content-stream operators for strokes as smooth, round-ended lines, fitted into the area. */
export function drawStrokes(mark: Extract<Mark, { kind: "drawn" }>, area: Area): string {
  const { outline, lineWidth } = fitStrokes(mark, area);
  if (outline.length === 0) return "";
  const path = toPathOperators(outline, { x: 0, y: 0, scale: 1 });
  return `${ink} RG ${lineWidth.toFixed(2)} w 1 J 1 j\n${path}S\n`;
}

/** A typed signature shaped and centred in an area, as an outline to fill. */
export function fitTyped(
  mark: Extract<Mark, { kind: "typed" }>,
  area: Area,
): readonly PathSegment[] {
  return fitLine(mark.text, mark.direction, "signature", {
    ...area,
    size: Math.min(area.height * 0.62, 30),
    align: 0.5,
  });
}

/** Content-stream operators for a typed signature. */
export function drawTyped(mark: Extract<Mark, { kind: "typed" }>, area: Area): string {
  return fillOutline(fitTyped(mark, area), ink);
}

/** Content-stream operators for the caption with the small seal before it. */
export function drawCaption(caption: Caption, lines: readonly string[], area: Area): string {
  if (lines.length === 0) return "";
  const rtl = caption.direction === "rtl";
  const lineHeight = area.height / lines.length;
  const sealSize = Math.min(area.height * 0.86, 13, area.width / 4);
  const indent = sealSize + 3;
  const sealX = rtl ? area.x + area.width - sealSize : area.x;
  const width = area.width - indent;
  // One size for all lines: the longest one sets it.
  const widest = Math.max(
    ...lines.map((line) => shapeLine(line, caption.direction, "regular").width),
    0.01,
  );
  const text = lines.map((line, index) =>
    fillOutline(
      fitLine(line, caption.direction, "regular", {
        x: rtl ? area.x : area.x + indent,
        width,
        y: area.y + lineHeight * (lines.length - 1 - index),
        height: lineHeight,
        size: Math.min(lineHeight * 0.74, width / widest),
        align: rtl ? 1 : 0,
      }),
      captionInk,
    ),
  );
  const seal = brandMarkOperators(sealX, area.y + (area.height - sealSize) / 2, sealSize);
  return seal + text.join("");
}

/**
 * One line of text as an outline to fill, never outside its area. `size` is the largest that it may
 * have; `align` is 0 at the left edge of the area, 1 at its right edge.
 */
export function fitLine(
  text: string,
  direction: TextDirection,
  face: FontFace,
  place: Area & { readonly size: number; readonly align: number },
): readonly PathSegment[] {
  const line = shapeLine(text, direction, face);
  const ys = line.outline.flatMap(([, ...values]) => values.filter((_, index) => index % 2 === 1));
  if (ys.length === 0) return [];
  const [bottom, top] = extent(ys);
  // Arabic and Devanagari reach further up and down than Latin: never outside the area.
  const scale = Math.min(
    place.size,
    place.width / Math.max(line.width, 0.01),
    place.height / Math.max(top - bottom, 0.01),
  );
  const x = place.x + (place.width - line.width * scale) * place.align;
  const optical = place.y + (place.height - 0.72 * scale) / 2;
  const y = Math.min(
    Math.max(optical, place.y - bottom * scale),
    place.y + place.height - top * scale,
  );
  return placeOutline(line.outline, { x, y, scale });
}

/** `color` is three numbers from 0 to 1: red, green, blue. */
export function fillOutline(outline: readonly PathSegment[], color: string): string {
  if (outline.length === 0) return "";
  return `${color} rg\n${toPathOperators(outline, { x: 0, y: 0, scale: 1 })}f\n`;
}

type Point = readonly [number, number];

/** A curve through the middles of neighbouring points, with the points as its handles. */
function smoothStroke(points: readonly Point[]): PathSegment[] {
  const [first, ...rest] = points;
  if (!first) return [];
  // A zero-length line with round caps is a dot (ISO 32000-2, 8.5.3.2).
  if (rest.length === 0)
    return [
      ["M", ...first],
      ["L", ...first],
    ];
  const path: PathSegment[] = [["M", ...first]];
  let current = first;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    const end: Point = next ? [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2] : point;
    path.push(["C", ...toHandle(current, point), ...toHandle(end, point), ...end]);
    current = end;
  }
  return path;
}

/** A quadratic curve's handle as one of a cubic curve: two thirds of the way to it. */
function toHandle(from: Point, handle: Point): Point {
  return [from[0] + ((handle[0] - from[0]) * 2) / 3, from[1] + ((handle[1] - from[1]) * 2) / 3];
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
