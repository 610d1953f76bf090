import { expect, test } from "vitest";
import { boxPositions } from "@/lib/vocabulary/capabilities";
import { toViewRect } from "./geometry";
import { positionRect, withKnownPositions } from "./position-rect";
import type { PageBox } from "./schema";

const positions = { names: [...boxPositions], width: 130, height: 70, margin: 36 };
const rotations = [0, 90, 180, 270] as const;
const a4 = (rotation: PageBox["rotation"]): PageBox => ({
  cropBox: [0, 0, 595, 842],
  rotation,
  userUnit: 1,
});

test("an upright page has its lower left place near the corner of its coordinates", () => {
  const rect = positionRect("bottom_left", a4(0), positions);
  expect(rect).toEqual({ space: "pdf", x: 36, y: 36, width: 130, height: 70 });
});

test.each(rotations)("the reader sees nine places in three rows on a page turned by %i", (turn) => {
  const cropped: PageBox = { cropBox: [30, 50, 530, 750], rotation: turn, userUnit: 1 };
  const [width, height] = turn % 180 === 0 ? [500, 700] : [700, 500];
  const at = Object.fromEntries(
    boxPositions.map((name) => {
      const { x, y, ...size } = toViewRect(positionRect(name, cropped, positions), cropped, 1);
      expect(size).toEqual({ space: "view", width: 130, height: 70 });
      return [name, [x, y]];
    }),
  );
  const [left, centre, right] = [36, (width - 130) / 2, width - 130 - 36];
  const [top, middle, bottom] = [36, (height - 70) / 2, height - 70 - 36];
  expect(at).toEqual({
    top_left: [left, top],
    top_center: [centre, top],
    top_right: [right, top],
    middle_left: [left, middle],
    middle_center: [centre, middle],
    middle_right: [right, middle],
    bottom_left: [left, bottom],
    bottom_center: [centre, bottom],
    bottom_right: [right, bottom],
  });
});

test("a page that is too small for size and margin is not left", () => {
  const narrow: PageBox = { cropBox: [0, 0, 150, 60], rotation: 0, userUnit: 1 };
  const rect = positionRect("top_right", narrow, positions);
  expect(rect).toEqual({ space: "pdf", x: 10, y: 0, width: 130, height: 60 });
});

test("lengths are points, also on a page with a unit of its own", () => {
  const large: PageBox = { cropBox: [0, 0, 300, 420], rotation: 0, userUnit: 2 };
  const rect = positionRect("top_right", large, positions);
  expect(rect).toMatchObject({ x: 600 - 130 - 36, y: 840 - 70 - 36 });
});

test("what the provider does not know becomes a plain box of the same rectangle", () => {
  const box = { id: "a", x: 1, position: "top_left" } as const;
  const free = { id: "b", x: 2, position: undefined };
  expect(withKnownPositions([box], positions)).toEqual([box]);
  for (const known of [undefined, { ...positions, names: ["top_right" as const] }])
    expect(withKnownPositions([box, free], known)).toStrictEqual([{ id: "a", x: 1 }, free]);
});
