import { describe, expect, test } from "vitest";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { checkPlacements } from "./check-rules";
import { findRefusal, mendBoxes, moveAllToPage } from "./mend-boxes";
import type { PageBox } from "./schema";

const a4: PageBox = { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 };
const a5: PageBox = { cropBox: [0, 0, 420, 595], rotation: 0, userUnit: 1 };
const turned: PageBox = { ...a4, rotation: 90 };
const pages = [a4, a5, turned];
const people = [
  { id: "sara", role: "signer", name: "Sara" },
  { id: "ali", role: "signer", name: "Ali" },
  { id: "mina", role: "viewer", name: "Mina" },
] as const;
const rules: Pick<Capabilities, "boxes" | "pages"> = {
  boxes: {
    count: "one_per_signer",
    required: true,
    presets: [],
    isCustomAllowed: true,
    minimum: { width: 48, height: 24 },
    unit: "pixel",
    origin: "lower_left",
    areRotatedPagesAllowed: false,
    areOffsetPagesAllowed: false,
  },
  pages: "one_for_all_with_repeat",
};
const box = (id: string, recipientId: string, also: object = {}) => ({
  id,
  recipientId,
  page: 1,
  x: 100,
  y: 100,
  width: 160,
  height: 48,
  ...also,
});
type Boxes = ReturnType<typeof box>[];
const check = (boxes: Boxes) => checkPlacements(boxes, people, pages, rules);
const whole = [box("1", "sara"), box("2", "ali")];

describe("a change is refused", () => {
  test.each([
    ["a second box of one signer", [...whole, box("3", "sara")], "too_many_boxes"],
    [
      "a second box of one signer, also on another page",
      [...whole, box("3", "sara", { page: 2 })],
      "too_many_boxes",
    ],
    [
      "a box on another page",
      [box("1", "sara"), box("2", "ali", { page: 2 })],
      "boxes_on_different_pages",
    ],
    ["a turned page", [box("1", "sara", { page: 3 })], "page_turned"],
    [
      "a box below the smallest size",
      [box("1", "sara", { width: 20 }), box("2", "ali")],
      "box_too_small",
    ],
    ["a box for a viewer", [...whole, box("3", "mina")], "box_for_other_role"],
  ])("for %s", (_, after, code) => {
    const before = after.slice(0, -1).length > 1 ? whole : [];
    expect(findRefusal(check(before), check(after))).toMatchObject({ code });
  });

  test("but not for a box that is still missing, nor for what was wrong before", () => {
    expect(findRefusal(check([]), check([box("1", "sara")]))).toBeUndefined();
    const wrong = [box("1", "sara"), box("2", "sara"), box("3", "ali")];
    const moved = [box("1", "sara"), box("2", "sara", { x: 200 }), box("3", "ali")];
    expect(findRefusal(check(wrong), check(moved))).toBeUndefined();
  });
});

describe("Fix", () => {
  const mendAll = (start: Boxes) => {
    let boxes = start;
    for (let round = 0; round < 10; round += 1) {
      const [mended] = check(boxes).flatMap((problem) => {
        const next = mendBoxes(problem, boxes, pages, rules.boxes);
        return next ? [next as Boxes] : [];
      });
      if (!mended) break;
      boxes = mended;
    }
    return boxes;
  };

  test("takes all boxes to the page of the first, inside it", () => {
    const far = box("2", "ali", { page: 1, x: 420, y: 780 });
    expect(mendAll([box("1", "sara", { page: 2 }), far])).toEqual([
      box("1", "sara", { page: 2 }),
      box("2", "ali", { page: 2, x: 260, y: 547 }),
    ]);
  });

  test("keeps the newest box of a signer", () => {
    expect(mendAll([...whole, box("3", "sara", { x: 300 })]).map(({ id }) => id)).toEqual([
      "2",
      "3",
    ]);
  });

  test("grows a small box as it lies or stands, at the edge inwards", () => {
    const small = [
      box("1", "sara", { x: 580, width: 15, height: 10 }),
      box("2", "ali", { width: 10, height: 30 }),
    ];
    expect(mendAll(small)).toEqual([
      box("1", "sara", { x: 547, width: 48, height: 24 }),
      box("2", "ali", { width: 24, height: 48 }),
    ]);
  });

  test("takes a box from who does not sign", () => {
    expect(mendAll([...whole, box("3", "mina")])).toEqual(whole);
  });

  test("does not choose another page for a turned one: a person decides", () => {
    const [problem] = check([box("1", "sara", { page: 3 }), box("2", "ali", { page: 3 })]);
    expect(problem?.code).toBe("page_turned");
    expect(problem && mendBoxes(problem, whole, pages, rules.boxes)).toBeUndefined();
  });
});

test("all boxes can go to a page that a person chose", () => {
  expect(moveAllToPage(whole, 2, pages).map(({ page }) => page)).toEqual([2, 2]);
});
