import { constants, createHash, verify, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { cmsOid } from "./build-cms";
import { toArrayBuffer } from "./certificates";

/** What can be wrong with a CMS signature itself. Stable codes. */
export type CmsProblem =
  | "contents_unreadable"
  | "several_signers"
  | "content_embedded"
  | "attributes_missing"
  | "digest_mismatch"
  | "signature_wrong"
  | "certificate_missing"
  | "certificate_reference_missing"
  | "certificate_reference_wrong"
  | "algorithm_weak"
  | "algorithm_unknown";

export type CmsReading = {
  readonly problems: readonly CmsProblem[];
  /** DER of the certificate whose key signed. */
  readonly signer: Uint8Array | undefined;
  /** DER of every certificate that came along. */
  readonly certificates: readonly Uint8Array[];
  /** DER of the signature time-stamp. */
  readonly timestampToken: Uint8Array | undefined;
  /** The signature value, which the time-stamp vouches for. */
  readonly signature: Uint8Array | undefined;
};

/** Digests that are strong enough, by their OID, as node:crypto names them. */
export const digestNames: Readonly<Record<string, string>> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
const rsaPss = "1.2.840.113549.1.1.10";
/** The node:crypto digest that goes with a signature algorithm; "" where it stands elsewhere. */
const signatureDigests: Record<string, string> = {
  "1.2.840.113549.1.1.1": "",
  "1.2.840.113549.1.1.11": "sha256",
  "1.2.840.113549.1.1.12": "sha384",
  "1.2.840.113549.1.1.13": "sha512",
  "1.2.840.10045.4.3.2": "sha256",
  "1.2.840.10045.4.3.3": "sha384",
  "1.2.840.10045.4.3.4": "sha512",
};

/** The digest algorithm of a detached signature, for node:crypto; `undefined` when unknown. */
export function cmsDigestName(cms: Uint8Array): string | undefined {
  const signed = parseSignedData(cms);
  return digestNames[signed?.signerInfos[0]?.digestAlgorithm.algorithmId ?? ""];
}

/**
 * Judges a CMS signature (RFC 5652; ETSI EN 319 142-1, 6.3) over content with the given digest.
 * `contentType` and `embedded` tell a document's signature from a time-stamp token.
 */
export function readCms(
  cms: Uint8Array,
  digest: Uint8Array,
  expected: { readonly contentType: string; readonly embedded: boolean },
): CmsReading {
  const signed = parseSignedData(cms);
  const info = signed?.signerInfos[0];
  if (!signed || !info) return { ...nothing, problems: ["contents_unreadable"] };
  const problems = new Set<CmsProblem>();
  if (signed.signerInfos.length !== 1) problems.add("several_signers");
  if (!expected.embedded && signed.encapContentInfo.eContent) problems.add("content_embedded");
  const certificates = (signed.certificates ?? []).flatMap((item) =>
    item instanceof pkijs.Certificate ? [new Uint8Array(item.toSchema().toBER())] : [],
  );
  const signer = findSigner(info, certificates);
  if (!digestNames[info.digestAlgorithm.algorithmId]) problems.add("algorithm_weak");
  checkAttributes(info, digest, expected.contentType, problems);
  if (!signer) problems.add("certificate_missing");
  else {
    const reference = attributeOf(info.signedAttrs, cmsOid.signingCertificateV2);
    if (!reference) problems.add("certificate_reference_missing");
    else if (!refersTo(reference, signer)) problems.add("certificate_reference_wrong");
    checkSignature(info, signer, problems);
  }
  const token = attributeOf(info.unsignedAttrs, cmsOid.timeStampToken);
  return {
    problems: [...problems],
    signer,
    certificates,
    timestampToken: token ? new Uint8Array(token.toBER()) : undefined,
    signature: new Uint8Array(info.signature.valueBlock.valueHexView),
  };
}

const nothing = {
  signer: undefined,
  certificates: [],
  timestampToken: undefined,
  signature: undefined,
};

function parseSignedData(cms: Uint8Array): pkijs.SignedData | undefined {
  try {
    const envelope = pkijs.ContentInfo.fromBER(toArrayBuffer(cms));
    if (envelope.contentType !== cmsOid.signedData) return undefined;
    return new pkijs.SignedData({ schema: envelope.content });
  } catch (error) {
    // pkijs throws plain errors for whatever is not well-formed.
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

type AttributeValue = { toBER: () => ArrayBuffer; valueBlock: unknown };

function attributeOf(
  attributes: pkijs.SignedAndUnsignedAttributes | undefined,
  type: string,
): AttributeValue | undefined {
  const found = attributes?.attributes.filter((item) => item.type === type) ?? [];
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

function checkAttributes(
  info: pkijs.SignerInfo,
  digest: Uint8Array,
  expectedType: string,
  problems: Set<CmsProblem>,
): void {
  const type = attributeOf(info.signedAttrs, cmsOid.contentType);
  const told = attributeOf(info.signedAttrs, cmsOid.messageDigest);
  if (!type || !told) {
    problems.add("attributes_missing");
    return;
  }
  const typeOid = (type.valueBlock as { toString: () => string }).toString();
  if (typeOid !== expectedType) problems.add("attributes_missing");
  const { valueHexView } = told.valueBlock as { valueHexView: Uint8Array };
  if (Buffer.compare(valueHexView, digest) !== 0) problems.add("digest_mismatch");
}

function findSigner(
  info: pkijs.SignerInfo,
  certificates: readonly Uint8Array[],
): Uint8Array | undefined {
  if (!(info.sid instanceof pkijs.IssuerAndSerialNumber)) {
    // The other kind names the subject key identifier; one certificate settles it.
    return certificates.length === 1 ? certificates[0] : undefined;
  }
  const { issuer, serialNumber } = info.sid;
  return certificates.find((der) => {
    const certificate = pkijs.Certificate.fromBER(toArrayBuffer(der));
    return certificate.issuer.isEqual(issuer) && certificate.serialNumber.isEqual(serialNumber);
  });
}

/** signing-certificate-v2 (RFC 5035, 3): the first entry is the signer's own certificate. */
function refersTo(attribute: AttributeValue, signer: Uint8Array): boolean {
  const entry = childOf(childOf(attribute, 0), 0);
  const first = childOf(entry, 0);
  // The hash algorithm comes first unless it is SHA-256. What kind the first part is tells which:
  // asn1js reads on inside octets that happen to be ASN.1, so that a hash may have children, too.
  const isHash = first instanceof asn1js.OctetString;
  const name = isHash ? "sha256" : digestNames[String(childOf(first, 0)?.valueBlock)];
  const hash = isHash ? first : childOf(entry, 1);
  const bytes = (hash?.valueBlock as { valueHexView?: Uint8Array } | undefined)?.valueHexView;
  if (!name || !bytes) return false;
  return createHash(name).update(signer).digest().equals(bytes);
}

function childOf(node: AttributeValue | undefined, index: number): AttributeValue | undefined {
  const children = (node?.valueBlock as { value?: AttributeValue[] } | undefined)?.value;
  return Array.isArray(children) ? children[index] : undefined;
}

function checkSignature(
  info: pkijs.SignerInfo,
  signer: Uint8Array,
  problems: Set<CmsProblem>,
): void {
  const key = new X509Certificate(signer).publicKey;
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  const weak =
    (asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) < 2048) ||
    (asymmetricKeyType === "ec" &&
      !["prime256v1", "secp384r1", "secp521r1"].includes(asymmetricKeyDetails?.namedCurve ?? ""));
  if (weak) problems.add("algorithm_weak");
  const algorithm = info.signatureAlgorithm.algorithmId;
  const own = signatureDigests[algorithm];
  const digest = own || digestNames[info.digestAlgorithm.algorithmId];
  if ((own === undefined && algorithm !== rsaPss) || !digest) {
    problems.add("algorithm_unknown");
    return;
  }
  // RFC 5652, 5.4: signed as a SET, whatever tag the attributes have inside the message.
  const attributes = info.signedAttrs?.encodedValue;
  if (!attributes || attributes.byteLength === 0) {
    problems.add("attributes_missing");
    return;
  }
  const options =
    algorithm === rsaPss
      ? {
          key,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_AUTO,
        }
      : { key };
  const value = new Uint8Array(info.signature.valueBlock.valueHexView);
  if (!verify(digest, new Uint8Array(attributes), options, value)) problems.add("signature_wrong");
}
