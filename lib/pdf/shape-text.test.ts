import { describe, expect, it } from "vitest";
import type { PathSegment } from "./shape-text";
import { shapeLine } from "./shape-text";

/** Outlines without their place, so that lines can be compared glyph by glyph. */
function glyphs(text: string, direction: "ltr" | "rtl"): string[] {
  const shapes: PathSegment[][] = [];
  for (const segment of shapeLine(text, direction, "regular").outline) {
    if (segment[0] === "M") shapes.push([]);
    shapes.at(-1)?.push(segment);
  }
  return shapes.map((shape) => {
    const [, left = 0] = shape[0] ?? [];
    // Whole numbers: the fonts have 1000 and 2048 units in an em.
    const steps = ([operator, ...values]: PathSegment) =>
      operator +
      values.map((value, index) =>
        Math.round((index % 2 === 0 ? value - Number(left) : value) * 256_000),
      );
    return shape.map(steps).join();
  });
}

describe("a line of text", () => {
  it("keeps Persian digits in the order in which they are read", () => {
    const date = glyphs("۱۴۰۳/۰۵/۲۱", "ltr");
    const line = glyphs("سارا احمدی ۱۴۰۳/۰۵/۲۱", "rtl");
    expect(line.slice(0, date.length)).toEqual(date);
    expect(line.length).toBeGreaterThan(date.length);
  });

  it("keeps Latin words in order inside a Persian line", () => {
    const word = glyphs("Muhr", "ltr");
    const line = glyphs("سند Muhr است", "rtl").join("");
    expect(line).toContain(word.join(""));
  });

  it("joins Arabic letters, and Devanagari ones into clusters", () => {
    expect(glyphs("بب", "rtl")).not.toEqual([...glyphs("ب", "rtl"), ...glyphs("ب", "rtl")]);
    // The short i is drawn before the consonant after which it is written.
    expect(glyphs("कि", "ltr")).not.toEqual([...glyphs("क", "ltr"), ...glyphs("ि", "ltr")]);
  });

  it("draws Uzbek Cyrillic letters with a font that has them", () => {
    const missing = glyphs("\u{10ffff}", "ltr");
    for (const letter of "ўқғҳЎҚҒҲ") expect(glyphs(letter, "ltr")).not.toEqual(missing);
  });

  it("gives joiners and direction marks no width of their own", () => {
    const plain = shapeLine("98 21", "ltr", "regular").width;
    expect(shapeLine("\u206698 21\u2069", "ltr", "regular").width).toBeCloseTo(plain, 5);
    expect(shapeLine("\u200e98 21", "ltr", "regular").width).toBeCloseTo(plain, 5);
  });

  it("takes the direction of its first letter when none is asked for", () => {
    expect(shapeLine("سارا Ali", "auto", "regular").rtl).toBe(true);
    expect(shapeLine("Ali سارا", "auto", "regular").rtl).toBe(false);
  });
});
