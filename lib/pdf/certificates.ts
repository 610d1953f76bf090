import type { KeyObject } from "node:crypto";
import { createHash, createPrivateKey, randomBytes, sign, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

/** A certificate in DER with its private key. */
export type KeyHolder = { readonly certificate: Uint8Array; readonly privateKey: KeyObject };

export type CertificateSubject = {
  readonly commonName: string;
  readonly organization?: string;
  /** The attribute `serialNumber` (2.5.4.5), which tells two people of one name apart. */
  readonly serialNumber?: string;
};

export type CertificateRequest = {
  readonly subject: CertificateSubject;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** `undefined`: signed by its own key. */
  readonly issuer: Uint8Array | undefined;
  readonly issuerKey: KeyObject;
  readonly use: "authority" | "signing" | "short_signing";
};

const oid = {
  commonName: "2.5.4.3",
  serialNumber: "2.5.4.5",
  organization: "2.5.4.10",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  authorityKeyIdentifier: "2.5.29.35",
  /** RFC 9608: lives so short that nobody will revoke it. */
  noRevocation: "2.5.29.56",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
};

/** An X.509 v3 certificate in DER (RFC 5280), signed with ECDSA and SHA-256. */
export function createCertificate(request: CertificateRequest): Uint8Array {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: toArrayBuffer(randomSerial()) });
  certificate.subject = toName(request.subject);
  const issuer = request.issuer ? parseCertificate(request.issuer) : undefined;
  certificate.issuer = issuer ? issuer.subject : certificate.subject;
  certificate.notBefore = toTime(request.notBefore);
  certificate.notAfter = toTime(request.notAfter);
  const keyInfo = request.publicKey.export({ type: "spki", format: "der" });
  certificate.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(toArrayBuffer(keyInfo));
  certificate.extensions = listExtensions(request, certificate, issuer);
  const algorithm = new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 });
  certificate.signature = algorithm;
  certificate.signatureAlgorithm = algorithm;
  const body = certificate.encodeTBS().toBER();
  certificate.tbsView = new Uint8Array(body);
  const signature = sign("sha256", Buffer.from(body), {
    key: request.issuerKey,
    dsaEncoding: "der",
  });
  certificate.signatureValue = new asn1js.BitString({ valueHex: toArrayBuffer(signature) });
  return new Uint8Array(certificate.toSchema().toBER());
}

function listExtensions(
  { use }: CertificateRequest,
  certificate: pkijs.Certificate,
  issuer: pkijs.Certificate | undefined,
): pkijs.Extension[] {
  const isAuthority = use === "authority";
  const keyId = new asn1js.OctetString({ valueHex: keyIdentifier(certificate) });
  const extensions = [
    extension(
      oid.basicConstraints,
      true,
      new pkijs.BasicConstraints(isAuthority ? { cA: true, pathLenConstraint: 0 } : {}).toSchema(),
    ),
    extension(oid.keyUsage, true, keyUsage(isAuthority)),
    extension(oid.subjectKeyIdentifier, false, keyId),
  ];
  if (issuer) {
    const authority = new pkijs.AuthorityKeyIdentifier({
      keyIdentifier: new asn1js.OctetString({ valueHex: keyIdentifier(issuer) }),
    });
    extensions.push(extension(oid.authorityKeyIdentifier, false, authority.toSchema()));
  }
  if (use === "short_signing")
    extensions.push(extension(oid.noRevocation, false, new asn1js.Null()));
  return extensions;
}

function extension(id: string, critical: boolean, value: asn1js.AsnType): pkijs.Extension {
  return new pkijs.Extension({ extnID: id, critical, extnValue: value.toBER(false) });
}

/** RFC 5280, 4.2.1.3: keyCertSign and cRLSign, or digitalSignature and nonRepudiation. */
function keyUsage(isAuthority: boolean): asn1js.BitString {
  const valueHex = toArrayBuffer(Uint8Array.of(isAuthority ? 0x06 : 0xc0));
  return new asn1js.BitString({ valueHex, unusedBits: isAuthority ? 1 : 6 });
}

/** RFC 7093, method 1: the leftmost 160 bits of the SHA-256 of the public key. */
function keyIdentifier(certificate: pkijs.Certificate): ArrayBuffer {
  const key = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return toArrayBuffer(createHash("sha256").update(key).digest().subarray(0, 20));
}

/** One attribute in each relative name; pkijs by itself would put all into one. */
function toName({ commonName, organization, serialNumber }: CertificateSubject) {
  const relative = (type: string, value: asn1js.AsnType) =>
    new asn1js.Set({
      value: [
        new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: type }), value] }),
      ],
    });
  const parts = [
    ...(organization
      ? [relative(oid.organization, new asn1js.Utf8String({ value: organization }))]
      : []),
    relative(oid.commonName, new asn1js.Utf8String({ value: commonName })),
    ...(serialNumber
      ? [relative(oid.serialNumber, new asn1js.PrintableString({ value: serialNumber }))]
      : []),
  ];
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: parts }).toBER());
}

/** RFC 5280, 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
function toTime(date: Date): pkijs.Time {
  const value = new Date(Math.floor(date.getTime() / 1000) * 1000);
  return new pkijs.Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
}

/** A positive number of 127 random bits with a first byte that is never zero. */
function randomSerial(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

export function parseCertificate(der: Uint8Array): pkijs.Certificate {
  return pkijs.Certificate.fromBER(toArrayBuffer(der));
}

/** A private key from PKCS#8 in DER. */
export function readPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
}

/** A copy: a Buffer may be a window into memory that it shares with others. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** Hexadecimal digits, as certificate viewers show them. */
export function certificateSerial(der: Uint8Array): string {
  return new X509Certificate(der).serialNumber;
}
