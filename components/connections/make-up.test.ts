import { expect, test } from "vitest";
import { makeUp } from "./make-up";

test("what is made up is long, new every time, and has no letter that looks like a digit", () => {
  const many = Array.from({ length: 200 }, makeUp);
  expect(new Set(many).size).toBe(200);
  for (const one of many) expect(one).toMatch(/^[a-km-np-z2-9]{24}$/);
  expect(new Set(many.join("")).size).toBe(32);
});
