import { createHash, sign } from "node:crypto";
import type { KeyHolder } from "./certificates";
import { readCertificate } from "./certificates";
import { der, integer, objectIdentifier, octetString, sequence, setOf } from "./der";

export const cmsOid = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  timeStampToken: "1.2.840.113549.1.9.16.2.14",
  timeStampInfo: "1.2.840.113549.1.9.16.1.4",
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
} as const;

/** A signer's certificate and key, and the certificates between it and the root, inclusive. */
export type CmsSigner = KeyHolder & { readonly chain: readonly Uint8Array[] };

/** Asks a time-stamping authority about a SHA-256 and gives back its token in DER. */
export type RequestTimestamp = (sha256: Uint8Array) => Promise<Uint8Array>;

/**
 * A detached CMS signature for ETSI.CAdES.detached (RFC 5652; ETSI EN 319 142-1, 6.3): SHA-256,
 * no signing-time attribute (the time stands in `/M`), signing-certificate-v2, and a signature
 * time-stamp when `timestamp` is given.
 */
export async function buildCms(
  signer: CmsSigner,
  sha256: Uint8Array,
  timestamp: RequestTimestamp | undefined,
): Promise<Uint8Array> {
  const { issuer, serialNumber } = readCertificate(signer.certificate);
  const attributes = setOf([
    attribute(cmsOid.contentType, objectIdentifier(cmsOid.data)),
    attribute(cmsOid.messageDigest, octetString(sha256)),
    attribute(cmsOid.signingCertificateV2, signingCertificate(signer.certificate)),
  ]);
  const signature = sign("sha256", attributes, { key: signer.privateKey, dsaEncoding: "der" });
  const digestAlgorithm = sequence(objectIdentifier(cmsOid.sha256));
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serialNumber),
    digestAlgorithm,
    // Signed as a SET, sent under the tag [0] (RFC 5652, 5.4).
    Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]),
    sequence(objectIdentifier(cmsOid.ecdsaWithSha256)),
    octetString(signature),
    ...(await unsignedAttributes(signature, timestamp)),
  );
  const content = sequence(
    integer(1),
    setOf([digestAlgorithm]),
    sequence(objectIdentifier(cmsOid.data)),
    der(0xa0, signer.certificate, ...signer.chain),
    setOf([signerInfo]),
  );
  return sequence(objectIdentifier(cmsOid.signedData), der(0xa0, content));
}

async function unsignedAttributes(
  signature: Uint8Array,
  timestamp: RequestTimestamp | undefined,
): Promise<Buffer[]> {
  if (!timestamp) return [];
  const token = await timestamp(createHash("sha256").update(signature).digest());
  return [der(0xa1, attribute(cmsOid.timeStampToken, token))];
}

/** More bytes than the signature of `buildCms` will have. */
export function estimateCmsSize(signer: CmsSigner, withTimestamp: boolean): number {
  const certificates = [signer.certificate, ...signer.chain];
  const size = certificates.reduce((sum, { length }) => sum + length, 0);
  // The issuer's name is written twice more.
  const names = 2 * readCertificate(signer.certificate).issuer.length;
  return size + names + 768 + (withTimestamp ? 12_288 : 0);
}

/** RFC 5035: SHA-256 is the default and is left out; issuer and serial number are given. */
function signingCertificate(certificate: Uint8Array): Buffer {
  const { issuer, serialNumber } = readCertificate(certificate);
  const hash = createHash("sha256").update(certificate).digest();
  const name = sequence(der(0xa4, issuer));
  return sequence(sequence(sequence(octetString(hash), sequence(name, serialNumber))));
}

function attribute(type: string, value: Uint8Array): Buffer {
  return sequence(objectIdentifier(type), setOf([value]));
}
