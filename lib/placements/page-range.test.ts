import { expect, test } from "vitest";
import { readPageRange } from "./page-range";

test.each([
  ["3", [3]],
  ["2-5, 8", [2, 3, 4, 5, 8]],
  ["8,2 – 3,2", [2, 3, 8]],
  ["۲-۴، ۹", [2, 3, 4, 9]],
])("%s names its pages, each once and in order", (text, pages) => {
  expect(readPageRange(text, 9)).toEqual(pages);
});

test.each(["", "0", "10", "5-2", "2-", "a", "1,,2", "1.5", "-3", "3-99"])(
  "%j names no pages of nine",
  (text) => expect(readPageRange(text, 9)).toBeUndefined(),
);
