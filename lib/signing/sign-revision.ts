import type { CmsSigner, RequestTimestamp } from "@/lib/pdf/build-cms";
import { certificateSerial, readPrivateKey } from "@/lib/pdf/certificates";
import type { SignatureToWrite } from "@/lib/pdf/write-signatures";
import { writeSignatures } from "@/lib/pdf/write-signatures";
import type { StoredKey } from "./create-authority";
import type { CertificatePerson } from "./issue-certificate";
import { issueCertificate } from "./issue-certificate";
import { requestTimestamp } from "./request-timestamp";

type Signing = {
  /** The newest revision; it stays the beginning of the answer. */
  readonly bytes: Uint8Array;
  readonly at: Date;
  readonly reason?: string;
  readonly location?: string;
  /** The RFC 3161 service; without it the level stays B-B. */
  readonly timestampUrl?: string;
};

export type SignRequest = Signing & {
  readonly authority: StoredKey;
  readonly person: CertificatePerson;
  /** All boxes of this person: one revision each, one certificate for all. */
  readonly signatures: readonly SignatureToWrite[];
};

export type SealRequest = Signing & {
  readonly seal: StoredKey;
  readonly authorityCertificate: Uint8Array;
  readonly name: string;
  readonly signatureField: string;
};

export type SignedRevision = {
  readonly bytes: Uint8Array;
  readonly certificate: Uint8Array;
  /** The certificate's serial number in hexadecimal digits. */
  readonly certificateSerial: string;
  /** `failed`: the service did not answer rightly, and the level is B-B. */
  readonly timestamp: "none" | "added" | "failed";
  readonly timestampFailure?: string;
};

/**
 * Signs all boxes of one person with a certificate made for this person and this moment.
 * A time-stamping service that fails does not undo what the person did: the answer says so.
 * @throws AppError as `writeSignatures`
 */
export async function signRevision(request: SignRequest): Promise<SignedRevision> {
  const signer = issueCertificate(request.authority, request.person, request.at);
  return write(request, signer, request.person.name, request.signatures);
}

/** Seals an invisible signature field with the installation's own certificate. */
export async function sealDocument(request: SealRequest): Promise<SignedRevision> {
  const signer = {
    certificate: request.seal.certificate,
    privateKey: readPrivateKey(request.seal.privateKey),
    chain: [request.authorityCertificate],
  };
  const { signatureField } = request;
  const signature = { signatureField, mark: undefined, caption: undefined };
  return write(request, signer, request.name, [signature]);
}

async function write(
  { bytes, at, reason, location, timestampUrl }: Signing,
  signer: CmsSigner,
  name: string,
  signatures: readonly SignatureToWrite[],
): Promise<SignedRevision> {
  const run = (timestamp: RequestTimestamp | undefined) =>
    writeSignatures(bytes, { signer, at, name, reason, location, timestamp, signatures });
  const facts = {
    certificate: signer.certificate,
    certificateSerial: certificateSerial(signer.certificate),
  };
  if (!timestampUrl) return { ...facts, bytes: await run(undefined), timestamp: "none" };
  try {
    const stamped = await run((sha256) => stamp(timestampUrl, sha256));
    return { ...facts, bytes: stamped, timestamp: "added" };
  } catch (error) {
    if (!(error instanceof TimestampFailure)) throw error;
    const { message } = error;
    return {
      ...facts,
      bytes: await run(undefined),
      timestamp: "failed",
      timestampFailure: message,
    };
  }
}

class TimestampFailure extends Error {}

async function stamp(url: string, sha256: Uint8Array): Promise<Uint8Array> {
  try {
    return await requestTimestamp(url, sha256);
  } catch (error) {
    throw new TimestampFailure(error instanceof Error ? error.message : String(error));
  }
}
