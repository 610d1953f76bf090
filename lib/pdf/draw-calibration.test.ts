import { expect, test } from "vitest";
import { drawCalibration } from "./draw-calibration";
import { drawPage, expectSound } from "./testing";

const outlines = [
  { letter: "A", page: 2, x: 240, y: 360, width: 160, height: 48 },
  { letter: "B", page: 2, x: 240, y: 360, width: 48, height: 160 },
  { letter: "C", page: 1, x: 180, y: 270, width: 120, height: 36 },
].map(({ letter, page, ...rect }) => ({
  letter,
  page,
  rect: { space: "pdf" as const, ...rect },
  words: ["width and height exchanged", "پهنا و بلندی جابه‌جا"],
}));

const bytes = drawCalibration({
  titles: ["Calibration: Office", "سنجش جای امضا: Office"],
  about: ["Sign this document.", "این سند را امضا کنید."],
  withOutlines: ["The letter is the answer:", "حرف قاب پاسخ است:"],
  withoutOutlines: ["No outline is on this page.", "در این صفحه قابی نیست."],
  outlines,
});

test("a strict reader likes the document", async () => expectSound(await bytes));

test.each(outlines)(
  "outline $letter stands on its page, at its points, and is empty inside",
  async ({ page, rect: { x, y, width, height } }) => {
    const pictures = [1, 2, 3].map(async (each) => drawPage(await bytes, each, 144));
    const [own, ...others] = await Promise.all(
      [page, ...[1, 2, 3].filter((each) => each !== page)].map((each) => pictures[each - 1]),
    );
    if (!own) throw new Error("The page was not drawn");
    /** Darkest gray along a line of points. */
    const darkest = (picture: typeof own, points: readonly (readonly [number, number])[]) =>
      Math.min(
        ...points.map(
          ([left, up]) =>
            picture.gray[
              (picture.height - 1 - Math.round(up * 2)) * picture.width + Math.round(left * 2)
            ] ?? 0,
        ),
      );
    const along = (steps: number) => Array.from({ length: steps }, (_, index) => index / 2);
    const edges = [
      along(2 * width).map((step) => [x + step, y] as const),
      along(2 * width).map((step) => [x + step, y + height] as const),
      along(2 * height).map((step) => [x, y + step] as const),
      along(2 * height).map((step) => [x + width, y + step] as const),
    ];
    for (const edge of edges) expect(darkest(own, edge)).toBeLessThan(120);
    for (const other of others)
      if (other) expect(darkest(other, edges.flat())).toBeGreaterThan(150);
  },
);
