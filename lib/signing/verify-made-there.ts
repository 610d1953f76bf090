import { findMissingTexts } from "@/lib/pdf/find-texts";
import { loadPdf } from "@/lib/pdf/load-pdf";
import type { DocumentProblem, DocumentVerification } from "./verify-document";
import { verifyDocument } from "./verify-document";

export type VerifyMadeThereRequest = {
  readonly bytes: Uint8Array;
  /** What was entered into the template, as it was sent. */
  readonly values: readonly string[];
};

/**
 * Judges a file that a provider made from a template. There is nothing that it could be compared
 * with, so it is never "the same": only that it is whole, its signatures, and whether what was
 * entered can be read in it.
 */
export async function verifyMadeThere({
  bytes,
  values,
}: VerifyMadeThereRequest): Promise<DocumentVerification> {
  const found = await verifyDocument({ bytes, roots: [] });
  const broken = found.documentMatch.problems.filter((problem) => problem !== "no_signature");
  if (broken.length > 0) return { ...found, documentMatch: { verdict: "bad", problems: broken } };
  const missing = findMissingTexts(await loadPdf(bytes), values);
  const problems: DocumentProblem[] = ["made_by_provider"];
  if (missing === undefined) problems.push("text_unread");
  else if (missing.length > 0) problems.push("values_missing");
  return { ...found, documentMatch: { verdict: "unknown", problems } };
}
