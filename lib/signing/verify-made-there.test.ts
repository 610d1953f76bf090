import { expect, test } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { verifyMadeThere } from "./verify-made-there";

const file = makeContract({
  pages: [{ text: ["The tenant pays 12,500,000 rials", "by cheque to IR06 0170"] }],
});
const verdictOf = async (values: string[], bytes: Uint8Array = file) =>
  (await verifyMadeThere({ bytes, values })).documentMatch;

test("a file that has every value is neither the same nor changed", async () => {
  expect(await verdictOf(["12500000", "IR060170", "The  tenant"])).toEqual({
    verdict: "unknown",
    problems: ["made_by_provider"],
  });
});

test("a value that stands nowhere is told", async () => {
  expect(await verdictOf(["12500001"])).toEqual({
    verdict: "unknown",
    problems: ["made_by_provider", "values_missing"],
  });
});

test("a file without text says that nothing could be looked for", async () => {
  const empty = makeContract({ title: "", pages: [{ text: [] }] });
  expect((await verdictOf(["12"], empty)).problems).toContain("made_by_provider");
});

test("a damaged file is bad", async () => {
  expect(await verdictOf([], file.subarray(0, file.length / 2))).toMatchObject({ verdict: "bad" });
});
