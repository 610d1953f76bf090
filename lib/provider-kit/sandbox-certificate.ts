import type { KeyObject } from "node:crypto";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

export type Signer = {
  readonly name: string;
  /** Two letters. */
  readonly country: string;
  /** What the country's certificates keep as the subject's serial number. */
  readonly serialNumber: string;
  readonly signedAt: Date;
};
export type SignatureForm = "cades" | "pkcs7";
export type PracticeAuthority = ReturnType<typeof createPracticeAuthority>;

/** DER (X.690): only what a certificate and a signature need. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const digits = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content]);
}
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const setOf = (...parts: readonly Uint8Array[]) => der(0x31, ...parts.toSorted(Buffer.compare));
const octets = (bytes: Uint8Array) => der(0x04, bytes);
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes);
const one = der(0x02, Buffer.from([1]));
/** An object identifier, already encoded. */
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const text = (value: string) => der(0x0c, Buffer.from(value, "utf8"));
const instant = (at: Date) =>
  der(
    0x17,
    Buffer.from(
      `${at
        .toISOString()
        .replace(/[-:T]|\.\d+/g, "")
        .slice(2)}`,
    ),
  );

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
const sha256Id = sequence(oid("608648016503040201"));
const dataId = oid("2a864886f70d010701");
/** With SHA-256. */
const algorithmIds = {
  ec: sequence(oid("2a8648ce3d040302")),
  rsa: sequence(oid("2a864886f70d01010b"), der(0x05)),
};
type KeyKind = keyof typeof algorithmIds;

function nameOf(person: string, country: string, serialNumber?: string): Buffer {
  const part = (id: string, value: Buffer) => setOf(sequence(oid(id), value));
  return sequence(
    part("550406", der(0x13, Buffer.from(country))),
    part("550403", text(person)),
    ...(serialNumber ? [part("550405", der(0x13, Buffer.from(serialNumber)))] : []),
  );
}

const keyUsage = (usage: number) =>
  sequence(
    oid("551d0f"),
    der(0x01, Buffer.from([255])),
    octets(der(0x03, Buffer.from([0, usage]))),
  );
const isAuthority = sequence(
  oid("551d13"),
  der(0x01, Buffer.from([255])),
  octets(sequence(der(0x01, Buffer.from([255])))),
);

const keyOf: Readonly<Record<KeyKind, () => { publicKey: KeyObject; privateKey: KeyObject }>> = {
  ec: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
  rsa: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
};
const day = 86_400_000;

/**
 * An authority for practice, which exists as long as the sandbox runs; nobody takes its name for a
 * real one.
 * @param country two letters
 */
export function createPracticeAuthority(country: string) {
  const authorityName = nameOf("Muhr practice authority (no legal value)", country);
  const { publicKey, privateKey } = keyOf.ec();

  function issue(subject: Buffer, key: KeyObject, extensions: readonly Buffer[]) {
    const serial = der(0x02, Buffer.from([0x40]), randomBytes(12));
    const content = sequence(
      der(0xa0, der(0x02, Buffer.from([2]))),
      serial,
      algorithmIds.ec,
      authorityName,
      sequence(instant(new Date(Date.now() - day)), instant(new Date(Date.now() + 365 * day))),
      subject,
      key.export({ type: "spki", format: "der" }),
      der(0xa3, sequence(...extensions)),
    );
    const signature = bits(sign("sha256", content, privateKey));
    return { certificate: sequence(content, algorithmIds.ec, signature), serial };
  }
  const own = issue(authorityName, publicKey, [isAuthority, keyUsage(0x06)]).certificate;

  return {
    certificate: own,
    /**
     * A detached CMS signature (RFC 5652, 5) under a new certificate for this person: CAdES with an
     * EC key, or as older programs sign, with an RSA key and no word on which certificate it is.
     */
    sign(signer: Signer, form: SignatureForm, parts: readonly Uint8Array[]): Buffer {
      const kind = form === "cades" ? "ec" : "rsa";
      const keys = keyOf[kind]();
      const subject = nameOf(signer.name, signer.country, signer.serialNumber);
      const { certificate, serial } = issue(subject, keys.publicKey, [keyUsage(0xc0)]);
      const attribute = (id: string, value: Buffer) => sequence(oid(id), setOf(value));
      const reference = sequence(sequence(sequence(octets(sha256(certificate)))));
      const attributes = setOf(
        attribute("2a864886f70d010903", dataId),
        attribute("2a864886f70d010904", octets(sha256(Buffer.concat(parts)))),
        form === "cades"
          ? // signing-certificate-v2 (RFC 5035), without which there is no CAdES.
            attribute("2a864886f70d010910022f", reference)
          : attribute("2a864886f70d010905", instant(signer.signedAt)),
      );
      const signerInfo = sequence(
        one,
        sequence(authorityName, serial),
        sha256Id,
        // Signed as a SET, sent under the tag [0] (RFC 5652, 5.4).
        Buffer.concat([Buffer.from([0xa0]), attributes.subarray(1)]),
        algorithmIds[kind],
        octets(sign("sha256", attributes, keys.privateKey)),
      );
      const signedData = sequence(
        one,
        setOf(sha256Id),
        sequence(dataId),
        der(0xa0, certificate, own),
        setOf(signerInfo),
      );
      return sequence(oid("2a864886f70d010702"), der(0xa0, signedData));
    },
  };
}
