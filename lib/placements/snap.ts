import type { Size } from "./geometry";
import type { ViewRect } from "./schema";

/**
 * A thin line that says why a box stands where it does: a line over the page that boxes share, or
 * a gap that equals another. `axis` is the one that is even: `x` has an upright line at `at` (or a
 * level gap at the height `at`). CSS pixels of the page as drawn.
 */
export type Guide = {
  readonly kind: "line" | "gap";
  readonly axis: Axis;
  readonly at: number;
  readonly from: number;
  readonly to: number;
};

export type Snapped = { readonly rect: ViewRect; readonly guides: readonly Guide[] };

/** Everything in CSS pixels of the page as drawn, so that pages of every rotation are alike. */
export type Surroundings = {
  readonly page: Size;
  /** CSS pixels per point. */
  readonly zoom: number;
  /** The boxes that stand still on this page. */
  readonly others: readonly ViewRect[];
};

/** Which sides of a box are pulled; the other sides stay. */
export type PulledSides = {
  readonly x?: "start" | "end" | undefined;
  readonly y?: "start" | "end" | undefined;
};

type Axis = "x" | "y";
type Span = { readonly start: number; readonly end: number };
/** A place to snap to: `middle` only for centres; `by` is the box that it belongs to. */
type Target = { readonly at: number; readonly isMiddle: boolean; readonly by?: ViewRect };

/** CSS pixels, the same at every zoom. */
const reach = 6;
/** 20 mm, the margin of an office letter, in points. */
const margin = (20 * 72) / 25.4;
/** What counts as the same place. CSS pixels. */
const hair = 0.05;

const crossing = { x: "y", y: "x" } as const;
const lengthOf = { x: "width", y: "height" } as const;

/** Moves a box, or the bounds of a group, by at most six pixels each way to where it fits. */
export function snapMove(rect: ViewRect, around: Surroundings): Snapped {
  const x = rect.x + bestShift(rect, "x", around);
  const y = rect.y + bestShift(rect, "y", around);
  const snapped = { ...rect, x, y };
  const guides = (["x", "y"] as const).flatMap((axis) => [
    ...linesThrough(snapped, axis, sidesOf(snapped, axis), around),
    ...gapsOf(snapped, axis, around.others).flatMap(({ shift, marks }) =>
      Math.abs(shift) < hair ? marks : [],
    ),
  ]);
  return { rect: snapped, guides };
}

/** Moves only the pulled sides, never below `smallest` (CSS pixels). */
export function snapSides(
  rect: ViewRect,
  sides: PulledSides,
  smallest: Size,
  around: Surroundings,
): Snapped {
  let snapped = rect;
  const pulled = (["x", "y"] as const).filter((axis) => sides[axis] !== undefined);
  const sideOf = (axis: Axis) => [{ at: edgeOf(snapped, axis, sides[axis]), isMiddle: false }];
  for (const axis of pulled) {
    const length = lengthOf[axis];
    const shift = nearest(
      shiftsTo(sideOf(axis), targetsOf(axis, around)).filter((by) => {
        const grown = rect[length] + (sides[axis] === "end" ? by : -by);
        return grown >= smallest[length];
      }),
    );
    snapped =
      sides[axis] === "end"
        ? { ...snapped, [length]: snapped[length] + shift }
        : { ...snapped, [axis]: snapped[axis] + shift, [length]: snapped[length] - shift };
  }
  const guides = pulled.flatMap((axis) => linesThrough(snapped, axis, sideOf(axis), around));
  return { rect: snapped, guides };
}

const spanOf = (rect: ViewRect, axis: Axis): Span => ({
  start: rect[axis],
  end: rect[axis] + rect[lengthOf[axis]],
});
const edgeOf = (rect: ViewRect, axis: Axis, side: "start" | "end" | undefined): number =>
  spanOf(rect, axis)[side ?? "start"];

const sidesOf = (rect: ViewRect, axis: Axis): readonly Target[] => {
  const { start, end } = spanOf(rect, axis);
  return [
    { at: start, isMiddle: false },
    { at: end, isMiddle: false },
    { at: (start + end) / 2, isMiddle: true },
  ];
};

function targetsOf(axis: Axis, { page, zoom, others }: Surroundings): readonly Target[] {
  const length = page[lengthOf[axis]];
  const inset = margin * zoom;
  const edges = [0, length, ...(length > 4 * inset ? [inset, length - inset] : [])];
  return [
    ...edges.map((at) => ({ at, isMiddle: false })),
    { at: length / 2, isMiddle: true },
    ...others.flatMap((by) => sidesOf(by, axis).map((side) => ({ ...side, by }))),
  ];
}

const shiftsTo = (sides: readonly Target[], targets: readonly Target[]): number[] =>
  sides.flatMap((side) =>
    targets.filter(({ isMiddle }) => isMiddle === side.isMiddle).map(({ at }) => at - side.at),
  );

/** The smallest shift within reach, else none. */
function nearest(shifts: readonly number[]): number {
  const [best] = shifts
    .filter((shift) => Math.abs(shift) <= reach)
    .sort((one, other) => Math.abs(one) - Math.abs(other));
  return best ?? 0;
}

function bestShift(rect: ViewRect, axis: Axis, around: Surroundings): number {
  const { start, end } = spanOf(rect, axis);
  const length = around.page[lengthOf[axis]];
  const shifts = [
    ...shiftsTo(sidesOf(rect, axis), targetsOf(axis, around)),
    ...gapsOf(rect, axis, around.others).map(({ shift }) => shift),
  ];
  return nearest(shifts.filter((by) => start + by >= -hair && end + by <= length + hair));
}

function linesThrough(
  rect: ViewRect,
  axis: Axis,
  sides: readonly Target[],
  around: Surroundings,
): readonly Guide[] {
  const across = spanOf(rect, crossing[axis]);
  const lines = new Map<number, Guide>();
  for (const { at, isMiddle, by } of targetsOf(axis, around)) {
    if (!sides.some((side) => side.isMiddle === isMiddle && Math.abs(side.at - at) < hair))
      continue;
    const other = by && spanOf(by, crossing[axis]);
    const key = Math.round(at / hair);
    const known = lines.get(key);
    const whole = around.page[lengthOf[crossing[axis]]];
    lines.set(key, {
      kind: "line",
      axis,
      at,
      from: Math.min(known?.from ?? whole, other ? Math.min(other.start, across.start) : 0),
      to: Math.max(known?.to ?? 0, other ? Math.max(other.end, across.end) : whole),
    });
  }
  return [...lines.values()];
}

type Gap = { readonly shift: number; readonly marks: readonly Guide[] };

/** The shifts that make the gap to a neighbour equal to another gap of the same row or column. */
function gapsOf(rect: ViewRect, axis: Axis, others: readonly ViewRect[]): readonly Gap[] {
  const across = spanOf(rect, crossing[axis]);
  const row = others
    .map((other) => ({ ...spanOf(other, axis), across: spanOf(other, crossing[axis]) }))
    .filter((other) => other.across.start < across.end && across.start < other.across.end)
    .sort((one, other) => one.start - other.start);
  const { start, end } = spanOf(rect, axis);
  const at = (across.start + across.end) / 2;
  const mark = (from: number, to: number): Guide => ({ kind: "gap", axis, at, from, to });
  const before = row.filter((other) => other.end <= start + reach);
  const after = row.filter((other) => other.start >= end - reach);
  const [left, farLeft] = [before.at(-1), before.at(-2)];
  const [right, farRight] = [after[0], after[1]];
  const gaps: Gap[] = [];
  const keep = (shift: number, marks: readonly Guide[]) => gaps.push({ shift, marks });
  if (left && right) {
    const shift = (left.end + right.start - start - end) / 2;
    if (right.start - left.end > end - start)
      keep(shift, [mark(left.end, start + shift), mark(end + shift, right.start)]);
  }
  if (left && farLeft && left.start > farLeft.end) {
    const place = left.end + (left.start - farLeft.end);
    keep(place - start, [mark(farLeft.end, left.start), mark(left.end, place)]);
  }
  if (right && farRight && farRight.start > right.end) {
    const place = right.start - (farRight.start - right.end);
    keep(place - end, [mark(place, right.start), mark(right.end, farRight.start)]);
  }
  return gaps;
}
