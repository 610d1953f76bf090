import type { OPS, PDFDocumentProxy } from "pdfjs-dist";
import type { Proposal } from "@/lib/placements/find-signature-lines";
import { findSignatureLines } from "@/lib/placements/find-signature-lines";
import type { Signer } from "@/lib/placements/match-people";
import { matchPerson } from "@/lib/placements/match-people";
import type { PageBox } from "@/lib/placements/schema";
import { readPageFacts } from "./read-page-facts";

export type PageProposal = Proposal & { readonly recipientId: string | undefined };

export type PageFindings = {
  readonly proposals: readonly PageProposal[];
  /** A page without is a picture, such as a scan: only the fields of its form can be found. */
  readonly hasText: boolean;
};

/** Where people sign on one page (1-based) of the PDF that is open, and who, where it is clear. */
export async function findOnPage(
  document: PDFDocumentProxy,
  number: number,
  page: PageBox,
  operators: Readonly<typeof OPS>,
  signers: readonly Signer[],
): Promise<PageFindings> {
  const facts = await readPageFacts(document, number, page, operators);
  const proposals = findSignatureLines(facts).map((proposal) => ({
    ...proposal,
    recipientId: matchPerson(proposal, signers),
  }));
  return { proposals, hasText: facts.runs.length > 0 };
}
