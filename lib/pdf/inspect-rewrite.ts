import { PdfNumber } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import type { InspectionAnswers, PdfFacts } from "./inspect-facts";
import { inspectPdf } from "./inspect-pdf";
import { loadForeignPdf } from "./load-pdf";
import { saveRewritten } from "./revise-pdf";
import { flattenForm } from "./signature-fields";

/** A signed document is never rewritten: `inspectPdf` refuses it where it would have to be. */
export function needsRewriting(facts: PdfFacts, answers: InspectionAnswers): boolean {
  const mayFlatten = facts.inputs > 0 && facts.signatures === 0 && answers.form === "flatten";
  return facts.isEncrypted || facts.needsRepair || mayFlatten;
}

/**
 * Makes a whole and open file out of a damaged or locked one, with its inputs drawn into the pages
 * where a person asked for that, and looks at the result as strictly as at the original.
 * @throws AppError `document_damaged` when the result is not whole or shows other pages
 */
export async function rewritePdf(
  bytes: Uint8Array,
  facts: PdfFacts,
  answers: InspectionAnswers,
): Promise<{ readonly bytes: Uint8Array; readonly facts: PdfFacts }> {
  const document = await loadForeignPdf(bytes, answers.password);
  const { pdf, resolve } = document;
  if (answers.form === "flatten") flattenForm(document);
  // Other readers believe the count that the root of the page tree gives.
  pdf.getCatalog().getDict("Pages", resolve)?.set("Count", PdfNumber.of(facts.pages.length));
  const rewritten = await saveRewritten(document);
  const after = await inspectPdf(rewritten, { form: "keep" });
  const isWhole = !after.needsRepair && !after.isEncrypted;
  if (!isWhole || JSON.stringify(after.pages) !== JSON.stringify(facts.pages))
    throw new AppError("document_damaged", "the rewritten file differs");
  const { isEncrypted, needsRepair } = facts;
  return { bytes: rewritten, facts: { ...after, isEncrypted, needsRepair } };
}
