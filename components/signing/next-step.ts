import { toViewRect } from "@/lib/placements/geometry";
import type { PageBox } from "@/lib/placements/schema";
import type { MyBox, Situation } from "./situation";

/** The one thing that the button at the bottom of the page does next. */
export type NextStep =
  | {
      readonly kind: "go_to_box";
      readonly boxId: string;
      readonly page: number;
      /** 1-based place of the box among all of this person's boxes. */
      readonly number: number;
    }
  | { readonly kind: "make_mark" }
  | { readonly kind: "agree" }
  | { readonly kind: "none" };

type Progress = {
  readonly situation: Situation;
  readonly boxes: readonly MyBox[];
  /** The boxes that have been on the screen. */
  readonly seenBoxes: ReadonlySet<string>;
  readonly hasMark: boolean;
};

/** First to a box, then the mark, then past every other box that it will stand in, then consent. */
export function nextStep({ situation, boxes, seenBoxes, hasMark }: Progress): NextStep {
  if (situation === "approve") return { kind: "agree" };
  if (situation !== "sign") return { kind: "none" };
  const wasOnABox = boxes.some(({ id }) => seenBoxes.has(id));
  if (!hasMark && (wasOnABox || boxes.length === 0)) return { kind: "make_mark" };
  const index = boxes.findIndex(({ id }) => !seenBoxes.has(id));
  const box = boxes[index];
  if (!box) return { kind: "agree" };
  return { kind: "go_to_box", boxId: box.id, page: box.page, number: index + 1 };
}

/** Page by page, from the top as the page is drawn; boxes side by side from the left. */
export function inReadingOrder(boxes: readonly MyBox[], pages: readonly PageBox[]): MyBox[] {
  const placeOf = ({ page, rect }: MyBox) => {
    const drawn = pages[page - 1];
    const { x, y, height } = drawn ? toViewRect(rect, drawn, 1) : { ...rect };
    return { page, x, y, height };
  };
  return [...boxes].sort((one, other) => {
    const [a, b] = [placeOf(one), placeOf(other)];
    if (a.page !== b.page) return a.page - b.page;
    const isSameLine = Math.abs(a.y - b.y) < Math.min(a.height, b.height) / 2;
    return isSameLine ? a.x - b.x : a.y - b.y;
  });
}
