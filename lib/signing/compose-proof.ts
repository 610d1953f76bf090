import type { ProofPageLook } from "@/lib/pdf/draw-proof";
import { loadForeignPdf } from "@/lib/pdf/load-pdf";
import { saveAppended, saveRewritten } from "@/lib/pdf/revise-pdf";
import { withdrawSignatures } from "@/lib/pdf/signature-fields";
import type { ProofBox } from "@/lib/pdf/stamp-proof";
import { stampProof } from "@/lib/pdf/stamp-proof";

export type ProofRequest = {
  readonly bytes: Uint8Array;
  readonly boxes: readonly ProofBox[];
  readonly look: ProofPageLook;
};

export type ComposedProof = { readonly bytes: Uint8Array };

/**
 * The document with its boxes drawn and marked as a proof on every page. It bears no signature,
 * not even one that the document came with: a drawn-on page would show it as broken.
 * @throws AppError as `loadForeignPdf` and `stampProof`
 */
export async function composeProof({ bytes, boxes, look }: ProofRequest): Promise<ComposedProof> {
  const document = await loadForeignPdf(bytes);
  withdrawSignatures(document);
  stampProof(document, boxes, look);
  const mustBeMadeAnew = document.needsRepair || document.pdf.isEncrypted;
  return { bytes: mustBeMadeAnew ? await saveRewritten(document) : saveAppended(document) };
}
