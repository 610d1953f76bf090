import { expect, test } from "vitest";
import { z } from "zod";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import { contrastWithWhite, readableContrast, toColour } from "./colour";
import { fillExample, insertText, withNames } from "./fill-in";

const onlyWith = { option: "stamp", choices: ["paid"] };
const shapes = describeInputs(
  z.strictObject({
    stamp: z.enum(["none", "paid"]).default("none"),
    firstParty: z.string().optional().meta({ person: 1, onlyWith }),
    secondParty: z.string().optional().meta({ person: 2, onlyWith }),
  }),
);
const people = ["Asha Rao ", "Vikram Shah"];

test("parties begin as the names of the first people, and stay what somebody made of them", () => {
  const before = { stamp: "none", secondParty: "The bank" };
  const after = { ...before, stamp: "paid" };
  expect(withNames(shapes, before, after, people)).toEqual({ ...after, firstParty: "Asha Rao" });
  const emptied = { ...after, firstParty: "" };
  expect(withNames(shapes, after, emptied, people)).toEqual(emptied);
});

test("nobody's name is put in where there are fewer people, or where it does not count", () => {
  const paid = { stamp: "paid" };
  expect(withNames(shapes, {}, paid, [])).toEqual(paid);
  expect(withNames(shapes, paid, { stamp: "none" }, people)).toEqual({ stamp: "none" });
});

test("an example names the value of another option, once there is one", () => {
  expect(fillExample("%state%001", { state: "KA" })).toBe("KA001");
  expect(fillExample("%state%001", {})).toBeUndefined();
  expect(fillExample(undefined, {})).toBeUndefined();
});

test("a variable takes the place of what is marked, and the caret goes behind it", () => {
  expect(insertText("Paid by X.", "{{party}}", 8, 9)).toEqual({
    text: "Paid by {{party}}.",
    caret: 17,
  });
});

test("a colour is six hexadecimal digits", () => {
  expect(toColour(" #0B5FFF ")).toBe("#0b5fff");
  for (const typed of ["0B5FFF", "#0B5F", "#0B5FFG", "red", ""])
    expect(toColour(typed)).toBeUndefined();
});

test("white words are unreadable on light colours", () => {
  expect(contrastWithWhite("#000000")).toBeCloseTo(21, 5);
  expect(contrastWithWhite("#ffffff")).toBeCloseTo(1, 5);
  expect(contrastWithWhite("#777777")).toBeLessThan(readableContrast);
  expect(contrastWithWhite("#767676")).toBeGreaterThan(readableContrast);
});
