import { expect, test } from "vitest";
import { limits } from "@/lib/envelopes/schema";
import { splitBox } from "@/lib/pdf/draw-mark";
import { codeLength, nameLength, reasonLength } from "./limits";
import { markArea } from "./mark-area";
import { clearPaper, inkBounds } from "./picture-ink";
import { typedLook } from "./typed-look";

test("the page's limits are the portal's", () => {
  expect({ nameLength, reasonLength, codeLength }).toEqual({
    nameLength: limits.name,
    reasonLength: limits.reason,
    codeLength: limits.code.longest,
  });
});

test("a box is divided as the PDF divides it", () => {
  for (const [width, height] of [
    [200, 60],
    [120, 30],
    [72, 20],
    [300, 120],
  ] as const) {
    const { mark } = splitBox(width, height, {
      lines: ["who, when", "reference"],
      direction: "ltr",
    });
    const area = markArea(width, height);
    expect([area.x, area.width, area.height]).toEqual([mark.x, mark.width, mark.height]);
    expect(area.y).toBeCloseTo(height - mark.y - mark.height, 6);
  }
});

test("paper becomes transparent, white or in the shade, and ink stays", () => {
  for (const paper of [255, 223, 170]) {
    const sheet = Array.from({ length: 8 }, (_, index) => [paper - index, paper, paper, 255]);
    const pixels = new Uint8ClampedArray([sheet, [20, 30, 90, 255]].flat(2));
    clearPaper(pixels);
    expect([pixels[3], pixels[31], pixels[35]]).toEqual([0, 0, 255]);
    expect(inkBounds(pixels, 9)).toEqual({ x: 8, y: 0, width: 1, height: 1 });
  }
});

test("a picture that is only ink already is left as it is", () => {
  const pixels = new Uint8ClampedArray([0, 0, 0, 0, 20, 30, 90, 255, 25, 30, 80, 200]);
  clearPaper(pixels);
  expect([pixels[3], pixels[7], pixels[11]]).toEqual([0, 255, 200]);
});

test("a picture without ink has no bounds", () => {
  expect(inkBounds(new Uint8ClampedArray(4 * 12), 4)).toBeNull();
});

test("a typed name slants only where its script has a slant", () => {
  expect(typedLook("Ali Rezaei").fontStyle).toBe("italic");
  expect(typedLook("Ўктам Қодиров").fontStyle).toBe("italic");
  expect(typedLook("۱. سارا احمدی")).toMatchObject({ fontStyle: "normal", direction: "rtl" });
  expect(typedLook("अनुराधा शर्मा")).toMatchObject({ fontStyle: "normal", direction: "ltr" });
});
