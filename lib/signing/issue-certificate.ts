import { generateKeyPairSync } from "node:crypto";
import type { CmsSigner } from "@/lib/pdf/build-cms";
import { createCertificate, readPrivateKey } from "@/lib/pdf/certificates";
import type { StoredKey } from "./create-authority";

export type CertificatePerson = {
  readonly name: string;
  /** Our own id of the recipient; letters, digits and hyphens. */
  readonly recipientId: string;
  readonly organization?: string;
};

const before = 5 * 60_000;
const after = 24 * 60 * 60_000;

/**
 * A key and a certificate for one person and one moment. The key lives only in the answer: use
 * it for that person's signatures at that moment, then let it go.
 */
export function issueCertificate(
  authority: StoredKey,
  person: CertificatePerson,
  at: Date,
): CmsSigner {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = createCertificate({
    subject: {
      commonName: person.name,
      serialNumber: person.recipientId,
      ...(person.organization ? { organization: person.organization } : {}),
    },
    publicKey: keys.publicKey,
    notBefore: new Date(at.getTime() - before),
    notAfter: new Date(at.getTime() + after),
    issuer: authority.certificate,
    issuerKey: readPrivateKey(authority.privateKey),
    use: "signing",
  });
  return { certificate, privateKey: keys.privateKey, chain: [authority.certificate] };
}
