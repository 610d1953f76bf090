import type { CertificateContent } from "./certificate-content";
import { composeCertificate } from "./compose-certificate";
import { createAuthority } from "./create-authority";
import { verifyDocument } from "./verify-document";

const content: CertificateContent = {
  direction: "rtl",
  language: "fa",
  heading: "Muhr · مُهر · मुहर",
  introduction: "Мўҳр",
  summary: [{ label: "Muhr", value: "0123456789ABCDEF", code: true }],
  recipientsHeading: "Muhr",
  recipients: [
    {
      name: "مُهر",
      role: "Muhr",
      mark: { kind: "typed", text: "مُهر मुहर Мўҳр", direction: "rtl" },
      rows: [{ label: "Muhr", value: "۱۴۰۳" }],
    },
  ],
  eventsHeading: "Muhr",
  events: [{ time: "۱۴۰۳", text: "مُهر" }],
  footer: "Muhr",
  pageNumber: "{page} / {pages}",
};

/**
 * Composes, seals and verifies a certificate that nobody gets, with keys that nobody trusts. The
 * first time costs a second: fonts are read, and code is compiled that the next one finds ready.
 */
export async function rehearseSigning(now: Date): Promise<void> {
  const { authority, seal } = createAuthority("Rehearsal", now);
  const { bytes } = await composeCertificate({
    content,
    seal,
    authorityCertificate: authority.certificate,
    sealName: "Rehearsal",
    at: now,
  });
  const found = await verifyDocument({
    bytes,
    roots: [authority.certificate],
    expectedSignatures: 1,
  });
  if (found.cryptography !== "good") throw new Error("A rehearsed seal is not valid");
}
