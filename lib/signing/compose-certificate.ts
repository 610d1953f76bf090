import { renderToBuffer } from "@react-pdf/renderer";
import { listPages, loadPdf } from "@/lib/pdf/load-pdf";
import { saveAppended } from "@/lib/pdf/revise-pdf";
import { addSignatureFields } from "@/lib/pdf/signature-fields";
import type { CertificateContent } from "./certificate-content";
import { certificatePages } from "./certificate-pages";
import type { StoredKey } from "./create-authority";
import type { SignedRevision } from "./sign-revision";
import { sealDocument } from "./sign-revision";

export type ComposeRequest = {
  readonly content: CertificateContent;
  readonly seal: StoredKey;
  readonly authorityCertificate: Uint8Array;
  /** Who seals, for `/Name`. */
  readonly sealName: string;
  readonly at: Date;
  readonly reason?: string;
  readonly timestampUrl?: string;
};

export type ComposedCertificate = SignedRevision;

const signatureField = "muhr-seal";

/** Composes a certificate of completion and seals it with the installation's own key. */
export async function composeCertificate(request: ComposeRequest): Promise<ComposedCertificate> {
  const { content, sealName, ...sealing } = request;
  const printed = await renderToBuffer(
    certificatePages(content) as Parameters<typeof renderToBuffer>[0],
  );
  const document = await loadPdf(new Uint8Array(printed));
  const [page] = listPages(document);
  if (!page) throw new Error("the certificate has no page");
  addSignatureFields(document, [
    { name: signatureField, title: sealName, page, rect: [0, 0, 0, 0] },
  ]);
  return sealDocument({
    ...sealing,
    bytes: saveAppended(document),
    name: sealName,
    signatureField,
  });
}
