import { renderToBuffer } from "@react-pdf/renderer";
import { listPages, loadForeignPdf, loadPdf } from "@/lib/pdf/load-pdf";
import { saveAppended, saveRewritten } from "@/lib/pdf/revise-pdf";
import { addSignatureFields, listSignatureFields } from "@/lib/pdf/signature-fields";
import { certificatePages } from "./certificate-pages";
import type { ComposeRequest } from "./compose-certificate";
import type { SignedRevision } from "./sign-revision";
import { sealDocument } from "./sign-revision";

export type EvidenceFile = {
  /** With its ending. */
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
};

export type ComposeEvidenceRequest = ComposeRequest & {
  /** What people agreed to. */
  readonly original: Uint8Array;
  /** What a provider handed over, for whoever can check it. */
  readonly files: readonly EvidenceFile[];
};

export type ComposedEvidence = SignedRevision & {
  /**
   * `appended`: the answer begins with the original's bytes. `rewritten`: those had to be made anew,
   * because they were damaged or encrypted, and only what the pages show is the same.
   */
  readonly mode: "appended" | "rewritten";
};

/**
 * The document that people agreed to elsewhere, its pages unchanged, then pages that say who agreed
 * and how it is known, what the provider handed over as attachments, and the installation's seal
 * over all of it.
 * @throws AppError as `loadForeignPdf`
 */
export async function composeEvidence(request: ComposeEvidenceRequest): Promise<ComposedEvidence> {
  const { content, sealName, original, files, ...sealing } = request;
  const printed = await renderToBuffer(
    certificatePages(content) as Parameters<typeof renderToBuffer>[0],
  );
  const evidence = await loadPdf(new Uint8Array(printed));
  const document = await loadForeignPdf(original);
  const count = listPages(document).length;
  await document.pdf.copyPagesFrom(
    evidence.pdf,
    listPages(evidence).map((_, index) => index),
  );
  for (const { name, mediaType, description, bytes } of files)
    document.pdf.addAttachment(name, bytes, {
      description,
      mimeType: mediaType,
      createdAt: request.at,
      modifiedAt: request.at,
    });
  const page = listPages(document)[count];
  if (!page) throw new Error("the evidence has no page");
  const taken = new Set(listSignatureFields(document).map(({ name }) => name));
  let signatureField = "muhr-seal";
  for (let number = 2; taken.has(signatureField); number += 1)
    signatureField = `muhr-seal-${number}`;
  addSignatureFields(document, [
    { name: signatureField, title: sealName, page, rect: [0, 0, 0, 0] },
  ]);
  const isRewritten = document.needsRepair || document.pdf.isEncrypted;
  const sealed = await sealDocument({
    ...sealing,
    bytes: isRewritten ? await saveRewritten(document) : saveAppended(document),
    name: sealName,
    signatureField,
  });
  return { ...sealed, mode: isRewritten ? "rewritten" : "appended" };
}
