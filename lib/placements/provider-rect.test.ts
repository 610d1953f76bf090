import { expect, test } from "vitest";
import { plainScale, toProviderRect } from "./provider-rect";
import type { PageBox, PdfRect } from "./schema";

const page: PageBox = { cropBox: [20, 30, 320, 530], rotation: 90, userUnit: 2 };
const rect: PdfRect = { space: "pdf", x: 60, y: 120, width: 150, height: 45 };

test("a provider that counts points from the lower left is told what we keep", () => {
  const theirs = toProviderRect(rect, page, { origin: "lower_left", ...plainScale });
  expect(theirs).toEqual({ x: 60, y: 120, width: 150, height: 45 });
});

test("from the upper left, y is what is above the box on the unturned page, in points", () => {
  const theirs = toProviderRect(rect, page, { origin: "upper_left", ...plainScale });
  expect(theirs).toEqual({ x: 60, y: 1000 - 120 - 45, width: 150, height: 45 });
});

test("every length is counted in the units of the connection, also the one from above", () => {
  const theirs = toProviderRect(rect, page, {
    origin: "upper_left",
    unitsPerPoint: 4 / 3,
    areSidesExchanged: false,
  });
  expect(theirs).toEqual({ x: 80, y: (835 * 4) / 3, width: 200, height: 60 });
});

test("sides that are called by each other's names change places, and the corner stays", () => {
  const theirs = toProviderRect(rect, page, {
    origin: "upper_left",
    unitsPerPoint: 1,
    areSidesExchanged: true,
  });
  expect(theirs).toEqual({ x: 60, y: 835, width: 45, height: 150 });
});
