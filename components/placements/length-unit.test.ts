import fc from "fast-check";
import { expect, test } from "vitest";
import { fromUnit, lengthUnits, toUnit } from "./length-unit";

test("an inch is 72 points and 25.4 millimetres", () => {
  expect(toUnit(72, "mm")).toBeCloseTo(25.4, 10);
  expect(fromUnit(25.4, "mm")).toBeCloseTo(72, 10);
});

test("a point is a point", () => {
  expect(toUnit(72, "pt")).toBe(72);
  expect(fromUnit(72, "pt")).toBe(72);
});

test("what is shown in a unit and typed again is the same length", () => {
  fc.assert(
    fc.property(fc.double({ min: -20_000, max: 20_000, noNaN: true }), (points) => {
      for (const unit of lengthUnits)
        expect(fromUnit(toUnit(points, unit), unit)).toBeCloseTo(points, 6);
    }),
  );
});
