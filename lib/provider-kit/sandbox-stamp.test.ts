import { describe, expect, test } from "vitest";
import { drawPage, expectSound, samplePdf, withQpdf } from "@/lib/pdf/testing";
import { countPages, stampPdf } from "./sandbox-stamp";

const classic = Buffer.from(
  samplePdf([{}, { mediaBox: [20, 30, 420, 530], cropBox: [40, 50, 400, 500] }]),
);
const rect = { x: 100, y: 200, width: 120, height: 40 };

/** What a page shows at a point, measured in points from the lower left of the crop box. */
function look(pdf: Buffer, page: number) {
  const { width, height, gray } = drawPage(pdf, page, 72);
  return (x: number, y: number) =>
    gray[(height - 1 - Math.floor(y)) * width + Math.floor(x)] === 255 ? "blank" : "drawn";
}

describe.each([
  ["a cross-reference table", classic],
  [
    "a cross-reference stream and object streams",
    Buffer.from(withQpdf(classic, "--object-streams=generate")),
  ],
  [
    "a file in the style of another tool",
    Buffer.from(withQpdf(classic, "--qdf", "--object-streams=disable")),
  ],
])("a stamp on %s", (_, bytes) => {
  const once = stampPdf(bytes, [{ page: 0, rect, label: "SIGNED 1" }], "media");

  test("keeps the sent bytes and adds a revision that a strict reader likes", () => {
    expect(once.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expectSound(once);
  });

  test("is seen in its box and nowhere else", () => {
    const at = look(once, 1);
    expect(at(rect.x + rect.width - 3, rect.y + 3)).toBe("drawn");
    expect(at(rect.x + 2, rect.y + rect.height - 3)).toBe("drawn");
    expect(at(rect.x - 3, rect.y + 5)).toBe("blank");
    expect(at(rect.x + rect.width + 3, rect.y + 5)).toBe("blank");
    expect(at(rect.x + 5, rect.y - 3)).toBe("blank");
    expect(at(rect.x + 5, rect.y + rect.height + 3)).toBe("blank");
    expect(look(once, 2)(rect.x + rect.width - 3, rect.y + 3)).toBe("blank");
  });

  test.each([
    ["media", -20],
    ["crop", 0],
  ] as const)("is measured from the corner of the %s box", (origin, shift) => {
    const at = look(stampPdf(bytes, [{ page: 1, rect, label: "SIGNED 1" }], origin), 2);
    expect(at(rect.x + shift + 3, rect.y + shift + 3)).toBe("drawn");
    expect(at(rect.x + shift - 3, rect.y + shift + 3)).toBe("blank");
    expect(at(rect.x + shift + 3, rect.y + shift - 3)).toBe("blank");
  });

  test("can stand beside the stamps of an earlier revision", () => {
    const above = { ...rect, y: 300 };
    const twice = stampPdf(once, [{ page: 0, rect: above, label: "SIGNED 2" }], "media");
    expect(look(twice, 1)(rect.x + 3, rect.y + 3)).toBe("drawn");
    expect(look(twice, 1)(above.x + 3, above.y + 3)).toBe("drawn");
    expectSound(twice);
  });
});

test.each([
  ["text", Buffer.from("hello")],
  ["a head without a body", Buffer.from("%PDF-1.7\nstartxref\n5\n%%EOF")],
  ["half a file", classic.subarray(0, classic.length / 2)],
])("%s is not a PDF", (_, bytes) => {
  expect(() => countPages(bytes)).toThrow();
});
