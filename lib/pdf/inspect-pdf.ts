import type { PDF } from "@libpdf/core";
import { PdfDict, PdfString } from "@libpdf/core";
import { AppError } from "@/lib/kernel/errors";
import { inspectContent } from "./inspect-content";
import type { InspectionAnswers, PdfFacts } from "./inspect-facts";
import { InflationBudget } from "./inspect-inflation";
import { openPdf } from "./inspect-open";
import { readPages } from "./inspect-pages";

/**
 * Looks at an untrusted PDF. Runs in a process of its own, because a parser may still eat all
 * memory or never come back.
 * @throws AppError one `document_*` code for each reason not to take the file
 */
export async function inspectPdf(bytes: Uint8Array, answers: InspectionAnswers): Promise<PdfFacts> {
  if (bytes.length === 0) throw new AppError("document_empty");
  if (Buffer.from(bytes.subarray(0, 5)).toString("latin1") !== "%PDF-")
    throw new AppError("document_not_pdf");
  const budget = new InflationBudget();
  await budget.spendOnRawStreams(bytes);
  const { pdf, needsRepair } = await openPdf(bytes, answers.password);
  if (pdf.isEncrypted && !pdf.hasOwnerAccess() && !pdf.getPermissions().modify)
    throw new AppError("document_protected");
  const pages = readPages(pdf);
  const content = await inspectContent(pdf, budget);
  if (content.signatures > 0) {
    if (content.certificationLevel === 1) throw new AppError("document_signed_final");
    if (needsRepair || pdf.isEncrypted) throw new AppError("document_signed_locked");
    if (!answers.signed)
      throw new AppError("document_signed", "signed", { count: content.signatures });
  } else if (content.inputs > 0 && !answers.form)
    throw new AppError("document_has_inputs", "inputs", { count: content.inputs });
  return {
    version: readVersion(pdf),
    title: readTitle(pdf),
    pages,
    isEncrypted: pdf.isEncrypted,
    needsRepair: needsRepair || readCount(pdf) !== pages.length,
    ...content,
  };
}

/** `/Count` as other readers take it from the root of the page tree. */
function readCount(pdf: PDF): number | undefined {
  const resolve = pdf.context.resolve.bind(pdf.context);
  return pdf.context.catalog.getDict().getDict("Pages", resolve)?.getNumber("Count", resolve)
    ?.value;
}

/** The catalog may only raise the version of the header (ISO 32000-2, 7.7.2). */
function readVersion(pdf: PDF): string {
  const resolve = pdf.context.resolve.bind(pdf.context);
  const raised = pdf.context.catalog.getDict().getName("Version", resolve)?.value ?? "";
  return /^\d\.\d$/.test(raised) && raised > pdf.version ? raised : pdf.version;
}

function readTitle(pdf: PDF): string | null {
  const resolve = pdf.context.resolve.bind(pdf.context);
  const info = pdf.context.info.trailer.get("Info", resolve);
  const title = info instanceof PdfDict ? info.get("Title", resolve) : undefined;
  if (!(title instanceof PdfString)) return null;
  const clean = title
    .asString()
    .replace(/\p{C}+/gu, " ")
    .trim();
  return clean ? [...clean].slice(0, 200).join("") : null;
}
