import type { OPS } from "pdfjs-dist";
import type { UserSpaceRect } from "@/lib/placements/geometry";

type Matrix = readonly [number, number, number, number, number, number];
type Operators = Readonly<typeof OPS>;
/** What pdf.js returns: functions and their arguments, side by side. */
export type OperatorList = {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
};

/** pdf.js packs paths as numbers: an operator of this list, then its coordinates. */
const path = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 } as const;
/** A filled shape this flat is a line. User-space units. */
const flat = 4;
const largestTilt = 0.5;

/** Straight level and upright lines of a page, in user space, through every transformation. */
export function readSegments(
  { fnArray, argsArray }: OperatorList,
  ops: Operators,
): UserSpaceRect[] {
  const drawing: ReadonlySet<number> = new Set([
    ...[ops.stroke, ops.closeStroke, ops.fill, ops.eoFill, ops.fillStroke, ops.eoFillStroke],
    ...[ops.closeFillStroke, ops.closeEOFillStroke],
  ]);
  const segments: UserSpaceRect[] = [];
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  fnArray.forEach((fn, index) => {
    const args = argsArray[index] as unknown[] | null;
    if (fn === ops.save) saved.push(matrix);
    else if (fn === ops.restore || fn === ops.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (fn === ops.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (fn === ops.paintFormXObjectBegin) {
      saved.push(matrix);
      const own = args?.[0] as Matrix | null | undefined;
      if (own) matrix = times(matrix, own);
    } else if (fn === ops.constructPath && drawing.has(args?.[0] as number)) {
      const [data] = (args?.[1] ?? []) as readonly [ArrayLike<number> | null] | readonly [];
      if (data) segments.push(...segmentsOf(data, matrix));
    }
  });
  return segments;
}

const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

type Point = readonly [x: number, y: number];

function segmentsOf(data: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): UserSpaceRect[] {
  const edges: UserSpaceRect[] = [];
  const shapes: Point[][] = [];
  let isCurved = false;
  const draw = (shape: readonly Point[]) => {
    const around = boundsOf(shape);
    const [width, height] = [around[2] - around[0], around[3] - around[1]];
    if (!isCurved && shape.length > 2 && Math.min(width, height) <= flat) edges.push(around);
    else
      shape.slice(1).forEach((point, index) => {
        const edge = boundsOf([shape[index] ?? point, point]);
        const tilt = Math.min(edge[2] - edge[0], edge[3] - edge[1]);
        if (tilt <= largestTilt) edges.push(edge);
      });
  };
  const pointAt = (index: number): Point => {
    const [x, y] = [data[index] ?? 0, data[index + 1] ?? 0];
    return [a * x + c * y + e, b * x + d * y + f];
  };
  for (let index = 0; index < data.length; ) {
    const operator = data[index];
    const shape = shapes.at(-1);
    const [first] = shape ?? [];
    index += 1;
    if (operator === path.moveTo) shapes.push([pointAt(index)]);
    else if (operator === path.lineTo) shape?.push(pointAt(index));
    else if (operator === path.closePath && first) shape?.push(first);
    else if (operator === path.curveTo || operator === path.quadraticCurveTo) {
      isCurved = true;
      shapes.push([pointAt(index + (operator === path.curveTo ? 4 : 2))]);
    }
    index += { 0: 2, 1: 2, 2: 6, 3: 4, 4: 0 }[operator as 0 | 1 | 2 | 3 | 4] ?? data.length;
  }
  for (const shape of shapes) draw(shape);
  return edges;
}

function boundsOf(points: readonly Point[]): UserSpaceRect {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
