import { expect, test } from "vitest";
import { compareNames } from "./sandbox-match";

test.each([
  ["Aarav Sharma", "Aarav Sharma", 1],
  ["Aarav Sharma", "SHARMA  aarav.", 1],
  ["José Fernandes", "Jose Fernandes", 1],
  ["रवि कुमार", "कुमार रवि", 1],
  // One letter of twelve.
  ["Aarav Sharma", "Aarav Sharme", 0.91],
  ["Aarav Sharma", "Aarav", 0.41],
  ["Aarav", "", 0],
  ["", "", 0],
  ["abc", "xyz", 0],
])("%s and %s are alike by %d", (one, other, score) => {
  expect(compareNames(one, other)).toBe(score);
  expect(compareNames(other, one)).toBe(score);
});
