import type { KeyObject } from "node:crypto";
import { generateKeyPairSync } from "node:crypto";
import { createCertificate, readPrivateKey } from "@/lib/pdf/certificates";

/** A certificate (DER) and its private key (PKCS#8, DER). The caller keeps the key encrypted. */
export type StoredKey = { readonly certificate: Uint8Array; readonly privateKey: Uint8Array };

export type Authority = {
  /** Issues the certificate of every person and every seal of this installation. */
  readonly authority: StoredKey;
  /** Seals what the portal itself vouches for, such as certificates of completion. */
  readonly seal: StoredKey;
};

const years = 20;

/** Makes an installation's certificate authority and its own seal, both for twenty years. */
export function createAuthority(organization: string, now: Date): Authority {
  const notBefore = new Date(now.getTime() - 5 * 60_000);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(now.getUTCFullYear() + years);
  const root = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = createCertificate({
    subject: { commonName: `${organization} – Muhr CA`, organization },
    publicKey: root.publicKey,
    notBefore,
    notAfter,
    issuer: undefined,
    issuerKey: root.privateKey,
    use: "authority",
  });
  const authority = { certificate, privateKey: toPkcs8(root.privateKey) };
  return { authority, seal: createSeal(organization, authority, now) };
}

/** A seal certificate, also for a new one when the organisation changes its name. */
export function createSeal(organization: string, authority: StoredKey, now: Date): StoredKey {
  const notAfter = new Date(now);
  // A child that outlives its issuer is refused by some readers.
  notAfter.setUTCFullYear(now.getUTCFullYear() + years - 1);
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const certificate = createCertificate({
    subject: { commonName: `${organization} – Muhr`, organization },
    publicKey: keys.publicKey,
    notBefore: new Date(now.getTime() - 5 * 60_000),
    notAfter,
    issuer: authority.certificate,
    issuerKey: readPrivateKey(authority.privateKey),
    use: "signing",
  });
  return { certificate, privateKey: toPkcs8(keys.privateKey) };
}

function toPkcs8(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ type: "pkcs8", format: "der" }));
}
