import type { KeyObject } from "node:crypto";
import { createHash, createPrivateKey, randomBytes, sign, X509Certificate } from "node:crypto";
import {
  bitString,
  der,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  printableString,
  readElements,
  sequence,
  setOf,
  truth,
  utf8String,
} from "./der";

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
  readonly use: "authority" | "signing";
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

/**
 * An X.509 v3 certificate in DER (RFC 5280), signed with ECDSA and SHA-256. Written by hand:
 * one is made for every signature, and the ASN.1 libraries take ten times as long.
 */
export function createCertificate(request: CertificateRequest): Uint8Array {
  const { subject, publicKey, notBefore, notAfter, issuer } = request;
  const algorithm = sequence(objectIdentifier(oid.ecdsaWithSha256));
  const name = toName(subject);
  const keyInfo = publicKey.export({ type: "spki", format: "der" });
  const body = sequence(
    der(0xa0, integer(2)),
    integer(randomSerial()),
    algorithm,
    issuer ? readCertificate(issuer).subject : name,
    sequence(toTime(notBefore), toTime(notAfter)),
    name,
    keyInfo,
    der(0xa3, sequence(...listExtensions(request, keyInfo))),
  );
  const signature = sign("sha256", body, { key: request.issuerKey, dsaEncoding: "der" });
  return new Uint8Array(sequence(body, algorithm, bitString(signature)));
}

function listExtensions({ use, issuer }: CertificateRequest, keyInfo: Uint8Array): Buffer[] {
  const isAuthority = use === "authority";
  const constraints = isAuthority ? sequence(truth(), integer(0)) : sequence();
  const extensions = [
    extension(oid.basicConstraints, constraints, "critical"),
    extension(oid.keyUsage, keyUsage(isAuthority), "critical"),
    extension(oid.subjectKeyIdentifier, octetString(keyIdentifier(keyInfo))),
  ];
  if (issuer) {
    const authority = der(0x80, keyIdentifier(readCertificate(issuer).keyInfo));
    extensions.push(extension(oid.authorityKeyIdentifier, sequence(authority)));
  }
  if (use === "signing") extensions.push(extension(oid.noRevocation, nothing()));
  return extensions;
}

function extension(id: string, value: Uint8Array, weight?: "critical"): Buffer {
  const critical = weight ? [truth()] : [];
  return sequence(objectIdentifier(id), ...critical, octetString(value));
}

/** RFC 5280, 4.2.1.3: keyCertSign and cRLSign, or digitalSignature and nonRepudiation. */
function keyUsage(isAuthority: boolean): Buffer {
  return isAuthority ? bitString(Buffer.from([0x06]), 1) : bitString(Buffer.from([0xc0]), 6);
}

/** RFC 7093, method 1: the leftmost 160 bits of the SHA-256 of the public key. */
function keyIdentifier(keyInfo: Uint8Array): Uint8Array {
  const [info] = readElements(keyInfo);
  const key = readElements(info?.content ?? keyInfo)[1]?.content.subarray(1) ?? keyInfo;
  return createHash("sha256").update(key).digest().subarray(0, 20);
}

function toName({ commonName, organization, serialNumber }: CertificateSubject): Buffer {
  const relative = (type: string, value: Uint8Array) =>
    setOf([sequence(objectIdentifier(type), value)]);
  return sequence(
    ...(organization ? [relative(oid.organization, utf8String(organization))] : []),
    relative(oid.commonName, utf8String(commonName)),
    ...(serialNumber ? [relative(oid.serialNumber, printableString(serialNumber))] : []),
  );
}

/** RFC 5280, 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; whole seconds. */
function toTime(date: Date): Buffer {
  const digits = `${date.toISOString().replaceAll(/[-:T]/g, "").slice(0, 14)}Z`;
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2), "latin1"))
    : der(0x18, Buffer.from(digits, "latin1"));
}

/** A positive number of 126 random bits with a first byte that is never zero. */
function randomSerial(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** The parts of a certificate that others quote, each in DER. */
export function readCertificate(certificate: Uint8Array): {
  readonly serialNumber: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly keyInfo: Uint8Array;
} {
  const body = readElements(readElements(certificate)[0]?.content ?? certificate)[0]?.content;
  const parts = readElements(body ?? certificate);
  // A certificate of version 1 leaves the version out.
  const from = parts[0]?.tag === 0xa0 ? 1 : 0;
  const [serialNumber, , issuer, , subject, keyInfo] = parts.slice(from);
  if (!serialNumber || !issuer || !subject || !keyInfo) throw new RangeError("no certificate");
  return {
    serialNumber: serialNumber.whole,
    issuer: issuer.whole,
    subject: subject.whole,
    keyInfo: keyInfo.whole,
  };
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
export function certificateSerial(certificate: Uint8Array): string {
  return new X509Certificate(certificate).serialNumber;
}
