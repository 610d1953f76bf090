import { expect, test } from "vitest";
import { initialsOf } from "./initials";

test("initials are the first letters of the first and the last word", () => {
  expect(initialsOf("Ali Akbar Rezaei")).toBe("AR");
  expect(initialsOf("  sara ")).toBe("S");
  expect(initialsOf("")).toBe("");
});

test("Persian initials do not join into a word", () => {
  expect(initialsOf("علی رضایی")).toBe("ع\u200cر");
});
