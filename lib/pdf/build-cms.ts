import { createHash, sign } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import type { KeyHolder } from "./certificates";
import { parseCertificate, toArrayBuffer } from "./certificates";

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
 * A detached CMS signature for ETSI.CAdES.detached (ETSI EN 319 142-1, 6.3): SHA-256, no
 * signing-time attribute (the time stands in `/M`), signing-certificate-v2, and a signature
 * time-stamp when `timestamp` is given.
 */
export async function buildCms(
  signer: CmsSigner,
  sha256: Uint8Array,
  timestamp: RequestTimestamp | undefined,
): Promise<Uint8Array> {
  const certificate = parseCertificate(signer.certificate);
  const attributes = inDerOrder([
    attribute(cmsOid.contentType, new asn1js.ObjectIdentifier({ value: cmsOid.data })),
    attribute(cmsOid.messageDigest, new asn1js.OctetString({ valueHex: toArrayBuffer(sha256) })),
    attribute(cmsOid.signingCertificateV2, signingCertificate(signer.certificate, certificate)),
  ]);
  const set = new asn1js.Set({ value: attributes.map((item) => item.toSchema()) });
  const signature = sign("sha256", Buffer.from(set.toBER()), {
    key: signer.privateKey,
    dsaEncoding: "der",
  });
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
    }),
    digestAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: cmsOid.sha256 }),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: cmsOid.ecdsaWithSha256 }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signature: new asn1js.OctetString({ valueHex: toArrayBuffer(signature) }),
  });
  if (timestamp) {
    const token = await timestamp(createHash("sha256").update(signature).digest());
    const value = asn1js.fromBER(toArrayBuffer(token)).result;
    info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute(cmsOid.timeStampToken, value)],
    });
  }
  const content = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [info.digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: cmsOid.data }),
    signerInfos: [info],
    certificates: [certificate, ...signer.chain.map(parseCertificate)],
  });
  const envelope = new pkijs.ContentInfo({
    contentType: cmsOid.signedData,
    content: content.toSchema(true),
  });
  return new Uint8Array(envelope.toSchema().toBER());
}

/** More bytes than the signature of `buildCms` will have. */
export function estimateCmsSize(signer: CmsSigner, withTimestamp: boolean): number {
  const certificates = [signer.certificate, ...signer.chain];
  const size = certificates.reduce((sum, { length }) => sum + length, 0);
  return size + 1024 + (withTimestamp ? 12_288 : 0);
}

/** RFC 5035: SHA-256 is the default and is left out; issuer and serial number are given. */
function signingCertificate(der: Uint8Array, certificate: pkijs.Certificate): asn1js.Sequence {
  const sequence = (...value: asn1js.AsnType[]) => new asn1js.Sequence({ value });
  const hash = createHash("sha256").update(der).digest();
  const issuer = new asn1js.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [certificate.issuer.toSchema()],
  });
  const entry = sequence(
    new asn1js.OctetString({ valueHex: toArrayBuffer(hash) }),
    sequence(sequence(issuer), certificate.serialNumber),
  );
  return sequence(sequence(entry));
}

function attribute(type: string, value: asn1js.AsnType): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

/** X.690, 11.6: the members of a SET OF are sorted by their encodings. */
function inDerOrder(attributes: readonly pkijs.Attribute[]): pkijs.Attribute[] {
  return attributes
    .map((item) => ({ item, der: Buffer.from(item.toSchema().toBER()) }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
    .map(({ item }) => item);
}
