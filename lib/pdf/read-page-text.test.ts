import { PDF, PdfArray, PdfStream } from "@libpdf/core";
import { expect, test } from "vitest";
import { makeContract } from "@/e2e/fixtures/make-pdfs";
import { loadPdf } from "./load-pdf";
import { readPageText } from "./read-page-text";

/** The first page of a contract with this content before and after its own. */
async function textWith(...around: readonly [string, string]): Promise<string | undefined> {
  const pdf = await PDF.load(makeContract({ pages: [{ text: ["Rent (monthly) 1,000"] }] }));
  const page = pdf.getPage(0);
  if (!page) throw new Error("A contract without a page");
  const own = page.dict.get("Contents");
  if (!own || own instanceof PdfArray) throw new Error("A contract of several streams");
  const toStream = (text: string) =>
    pdf.register(new PdfStream([], new Uint8Array(Buffer.from(text, "latin1"))));
  const [before, after] = around.map(toStream);
  if (!before || !after) throw new Error("Nothing around it");
  page.dict.set("Contents", PdfArray.of(before, own as never, after));
  return readPageText(await loadPdf(await pdf.save()), 0)?.text;
}

const plain = await textWith("", "");

test("a page without anything odd is read as it is", () => {
  expect(plain).toContain("Rent (monthly) 1,000");
});

test.each([
  ["a bracket that nothing opened", ")", ")"],
  ["braces", "{ }", "}"],
  ["a bracket behind a string with brackets in it", "(a\\)(b)) pop )", ")"],
  ["an image of bytes that look like brackets", "BI /W 1 /H 1 ID (((}} EI )", "}"],
])("%s is passed over", async (_, before, after) => {
  expect(await textWith(before, after)).toContain("Rent (monthly) 1,000");
});

test("a comment may hold anything", async () => {
  expect(await textWith("% ) } (\n", "% }\n")).toBe(plain);
});

test("there is no text of a page that is not there", async () => {
  expect(readPageText(await loadPdf(makeContract()), 99)).toBeNull();
});
