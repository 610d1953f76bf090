import { expect, test } from "vitest";
import { limits } from "@/lib/envelopes/schema";
import { checkPlacements } from "@/lib/placements/check-rules";
import type { PageBox } from "@/lib/placements/schema";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { Box } from "./box";
import { judgeBoxes } from "./judge-boxes";

const page: PageBox = { cropBox: [0, 0, 595, 842], rotation: 0, userUnit: 1 };
const pages = [page, page, { ...page, rotation: 90 as const }];
const people = [
  { id: "ali", role: "signer", name: "Ali" },
  { id: "sara", role: "signer", name: "Sara" },
] as const;
const strict: Pick<Capabilities, "boxes" | "pages"> = {
  boxes: {
    count: "one_per_signer",
    required: true,
    presets: [],
    isCustomAllowed: true,
    minimum: { width: 48, height: 24 },
    unit: "point",
    origin: "lower_left",
    areRotatedPagesAllowed: false,
    areOffsetPagesAllowed: false,
  },
  pages: "one_for_all",
};
const judge = (next: readonly Box[], now: readonly Box[]) =>
  judgeBoxes(next, now, (boxes) => checkPlacements(boxes, people, pages, strict));
const box = (id: string, recipientId: string, more: Partial<Box> = {}): Box => ({
  ...{ id, recipientId, page: 1, x: 50, y: 50, width: 160, height: 48 },
  ...more,
});
const ali = box("a", "ali");

test("a first box may stand although somebody else has none yet", () => {
  expect(judge([ali], [])).toBeUndefined();
});

test("a second box of one person is refused where one is all, with what it would have become", () => {
  const next = [ali, box("b", "ali")];
  expect(judge(next, [ali])).toMatchObject({
    kind: "rule",
    problem: { code: "too_many_boxes", recipientId: "ali" },
    boxes: next,
    page: 1,
  });
});

test("the page to which a box was to come is named, also for a box that was moved", () => {
  const both = [ali, box("s", "sara")];
  expect(judge([ali, box("s", "sara", { page: 2 })], both)).toMatchObject({
    problem: { code: "boxes_on_different_pages" },
    page: 2,
  });
});

test("no page is named when boxes were to come to several, or to none", () => {
  const apart = [ali, box("b", "ali", { page: 2 }), box("c", "ali", { page: 3 })];
  expect(judge(apart, [ali])).toMatchObject({ page: null });
  expect(judge([box("a", "ali", { width: 20 })], [ali])).toMatchObject({
    problem: { code: "box_too_small" },
    page: null,
  });
});

test("what was wrong before is no reason to refuse a change that makes nothing worse", () => {
  const wrong = [ali, box("b", "ali", { page: 2 })];
  const moved = [ali, box("b", "ali", { page: 2, x: 200 })];
  expect(judge(moved, wrong)).toBeUndefined();
});

test("more boxes than an envelope takes are refused, and fewer are not, however many they are", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => box(`many-${at}`, "ali"));
  const most = limits.placements;
  expect(judge(many(most + 1), many(most))).toEqual({ kind: "envelope_full", most });
  expect(judge(many(most + 1), many(most + 2))).toBeUndefined();
});
