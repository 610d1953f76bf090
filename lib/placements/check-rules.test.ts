import { expect, test } from "vitest";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { checkPlacements, doubtPlacements, smallestBox } from "./check-rules";
import type { PageBox } from "./schema";

const page: PageBox = { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 };
const people = [{ id: "sara", role: "signer", name: "Sara" }] as const;
const boxes: Capabilities["boxes"] = {
  count: "many",
  required: true,
  presets: [],
  isCustomAllowed: true,
  minimum: { width: 130, height: 70 },
  unit: "point",
  origin: "lower_left",
  areRotatedPagesAllowed: false,
  areOffsetPagesAllowed: false,
};
const box = (width: number, height: number) => ({
  id: "1",
  recipientId: "sara",
  page: 1,
  x: 10,
  y: 10,
  width,
  height,
});
const codesOf = (width: number, height: number, isMinimumAdvised: boolean) => {
  const rules = { ...boxes, isMinimumAdvised };
  const one = [box(width, height)];
  const problems = checkPlacements(one, people, [page], { boxes: rules, pages: "per_box" });
  return [problems, doubtPlacements(one, rules)].map((found) => found.map(({ code }) => code));
};

test("a smallest size is a rule, or advice that keeps nobody from sending", () => {
  expect(codesOf(130, 60, false)).toEqual([["box_too_small"], []]);
  expect(codesOf(130, 60, true)).toEqual([[], ["box_too_small"]]);
  for (const isAdvised of [true, false]) expect(codesOf(130, 70, isAdvised)).toEqual([[], []]);
});

test("what is only advised may be gone below by hand", () => {
  expect(smallestBox(boxes)).toEqual({ width: 130, height: 70 });
  expect(smallestBox({ ...boxes, isMinimumAdvised: true }).width).toBeLessThan(130);
});

test("a turned page, or one that is cut, is none for a box that is counted, and is for a named place", () => {
  const pages: PageBox[] = [{ ...page, rotation: 90, cropBox: [10, 0, 595, 842] }];
  const codes = (position?: "top_left") =>
    checkPlacements([{ ...box(130, 70), position }], people, pages, {
      boxes,
      pages: "per_box",
    }).map(({ code }) => code);
  expect(codes()).toEqual(["page_turned", "page_offset"]);
  expect(codes("top_left")).toEqual([]);
});
