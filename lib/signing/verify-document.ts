import { createHash, X509Certificate } from "node:crypto";
import { cmsOid } from "@/lib/pdf/build-cms";
import { findForbiddenChanges } from "@/lib/pdf/compare-revisions";
import type { ChainProblem } from "@/lib/pdf/judge-chain";
import { judgeChain } from "@/lib/pdf/judge-chain";
import { loadPdf } from "@/lib/pdf/load-pdf";
import type { CmsProblem, CmsReading } from "@/lib/pdf/read-cms";
import { cmsDigestName, readCms } from "@/lib/pdf/read-cms";
import type { WrittenSignature } from "@/lib/pdf/read-signatures";
import {
  endsWithMark,
  isByteRangeWhole,
  readSignatures,
  signedLength,
  trimContents,
} from "@/lib/pdf/read-signatures";
import { readTimestampInfo } from "@/lib/pdf/timestamp";

export type Verdict = "good" | "bad" | "unknown";

/** What can be wrong with the bytes around a signature. Stable codes. */
export type DocumentProblem =
  | "structure_damaged"
  | "bytes_after_end"
  | "byte_range_wrong"
  | "revision_not_whole"
  | "changed_after_signing"
  | "signature_count_wrong"
  | "not_what_was_sent"
  | "changed_before_signing"
  | "no_signature"
  | "pages_differ"
  | "text_differs"
  | "annotations_differ"
  /** It is encrypted, and what opens it is not known. */
  | "locked"
  /** There is nothing that was sent to compare it with. */
  | "made_by_provider"
  /** The seal over it is ours; the signatures of people can be checked by their provider alone. */
  | "signed_at_provider"
  /** What people signed is data that nobody here can read, or that names another document. */
  | "statement_unread"
  | "statement_of_another"
  /** What was entered is not all found in its text. */
  | "values_missing"
  /** It has no text that can be read. */
  | "text_unread";

export type Fact<Problem extends string> = {
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
};

type TrustProblem = ChainProblem | "timestamp_wrong" | "certificate_missing";

export type VerifiedSignature = {
  readonly signatureField: string;
  readonly page: number | undefined;
  readonly rect: readonly [number, number, number, number];
  readonly level: "B-B" | "B-T" | undefined;
  /** The common name in the certificate. */
  readonly signer: string | undefined;
  readonly issuer: string | undefined;
  readonly certificateSerial: string | undefined;
  /** The certificate's attribute `serialNumber`, our recipient's id where we issued it. */
  readonly subjectSerial: string | undefined;
  readonly reason: string | undefined;
  /** The verified time-stamp's time, else what the signer's program claims. */
  readonly time: Date | undefined;
  readonly timeSource: "timestamp" | "claimed" | undefined;
  readonly cryptography: Fact<CmsProblem | "subfilter_unknown">;
  readonly documentMatch: Fact<DocumentProblem>;
  readonly identityAndTrust: Fact<TrustProblem>;
};

export type DocumentVerification = {
  readonly signatures: readonly VerifiedSignature[];
  /** Names of signature fields that nobody has signed. */
  readonly empty: readonly string[];
  /** The worst of all signatures, and what concerns the whole file. */
  readonly cryptography: Verdict;
  readonly documentMatch: Fact<DocumentProblem>;
  readonly identityAndTrust: Verdict;
};

export type VerifyRequest = {
  readonly bytes: Uint8Array;
  /** Certificates (DER) that are trusted to have issued the signers'. */
  readonly roots: readonly Uint8Array[];
  /** Certificates (DER) that are trusted to have issued a time-stamping authority's. */
  readonly timestampRoots?: readonly Uint8Array[];
  /** What was sent to be signed: the file must begin with exactly these bytes. */
  readonly sent?: { readonly length: number; readonly sha256: string };
  readonly expectedSignatures?: number;
  /** Opens the file, where it is encrypted. */
  readonly password?: string | undefined;
};

const cades = "ETSI.CAdES.detached";
const subFilters = [cades, "adbe.pkcs7.detached"];

/** Says three facts about a signed file; never one tick. The worst finding decides each fact. */
export async function verifyDocument(request: VerifyRequest): Promise<DocumentVerification> {
  const { bytes } = request;
  const document = await loadPdf(bytes, request.password).catch((error: unknown) => {
    if (error instanceof RangeError) throw error;
    return undefined;
  });
  // Without the right key the library may fail on the very first object that it reads.
  if (!document) return Buffer.from(bytes).includes("/Encrypt") ? locked() : damaged();
  if (document.pdf.isEncrypted && !document.pdf.isAuthenticated) return locked();
  const { signed, empty } = readSignatures(document);
  const signatures = signed.filter(({ isTimestamp }) => !isTimestamp);
  const problems = new Set<DocumentProblem>();
  if (document.pdf.recoveredViaBruteForce) problems.add("structure_damaged");
  if (!endsWithMark(bytes, bytes.length)) problems.add("bytes_after_end");
  if (signatures.length === 0) problems.add("no_signature");
  const expected = request.expectedSignatures;
  if (expected !== undefined && expected !== signatures.length) {
    problems.add("signature_count_wrong");
  }
  for (const problem of await judgeSentBytes(request)) problems.add(problem);
  const last = signed.at(-1);
  if (last && signedLength(last) !== bytes.length) problems.add("bytes_after_end");
  const verified: VerifiedSignature[] = [];
  for (const signature of signatures) verified.push(await verifySignature(request, signature));
  for (const { documentMatch } of verified) {
    for (const problem of documentMatch.problems) problems.add(problem);
  }
  return {
    signatures: verified,
    empty,
    cryptography: worst(verified.map(({ cryptography }) => cryptography.verdict)),
    documentMatch: { verdict: problems.size > 0 ? "bad" : "good", problems: [...problems] },
    identityAndTrust: worst(verified.map(({ identityAndTrust }) => identityAndTrust.verdict)),
  };
}

async function verifySignature(
  request: VerifyRequest,
  signature: WrittenSignature,
): Promise<VerifiedSignature> {
  const { bytes } = request;
  const documentProblems: DocumentProblem[] = [];
  const isWhole = isByteRangeWhole(bytes, signature);
  const length = signedLength(signature);
  if (!isWhole) documentProblems.push("byte_range_wrong");
  else if (!endsWithMark(bytes, length)) documentProblems.push("revision_not_whole");
  else if ((await findForbiddenChanges(bytes, length, request.password)).length > 0) {
    documentProblems.push("changed_after_signing");
  }
  const cms = trimContents(signature.contents);
  const reading = readCms(cms, digestOf(bytes, signature, cms), {
    contentType: cmsOid.data,
    embedded: false,
  });
  // Only CAdES demands it (ETSI EN 319 142-1, 6.3); ISO 32000-2, 12.8.3.3 leaves it to the signer.
  const mayLack = signature.subFilter === cades ? undefined : "certificate_reference_missing";
  const found = reading.problems.filter((problem) => problem !== mayLack);
  const cryptographic: (CmsProblem | "subfilter_unknown")[] = [...found];
  if (!subFilters.includes(signature.subFilter ?? "")) cryptographic.push("subfilter_unknown");
  const stamp = judgeTimestamp(reading, request.timestampRoots ?? []);
  const time = stamp?.time ?? signature.claimedTime;
  const trust: TrustProblem[] = reading.signer
    ? [...judgeChain(reading.signer, reading.certificates, request.roots, time ?? new Date(0))]
    : ["certificate_missing"];
  if (stamp && !stamp.time) trust.push("timestamp_wrong");
  return {
    ...describe(signature, reading.signer),
    level: stamp?.time ? "B-T" : reading.problems.length === 0 ? "B-B" : undefined,
    time,
    timeSource: stamp?.time ? "timestamp" : time ? "claimed" : undefined,
    cryptography: fact(cryptographic, ["algorithm_unknown"]),
    documentMatch: fact(documentProblems, []),
    identityAndTrust: fact(trust, ["issuer_untrusted", "revocation_unknown"]),
  };
}

function describe(signature: WrittenSignature, signer: Uint8Array | undefined) {
  const certificate = signer ? new X509Certificate(signer) : undefined;
  const part = (name: string | undefined, key: string) =>
    name
      ?.split("\n")
      .find((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1);
  return {
    signatureField: signature.signatureField,
    page: signature.page,
    rect: signature.rect,
    reason: signature.reason,
    signer: part(certificate?.subject, "CN"),
    subjectSerial: part(certificate?.subject, "serialNumber"),
    issuer: part(certificate?.issuer, "CN"),
    certificateSerial: certificate?.serialNumber,
  };
}

function digestOf(bytes: Uint8Array, { byteRange }: WrittenSignature, cms: Uint8Array): Uint8Array {
  const [, before = 0, next = 0, after = 0] = byteRange;
  return createHash(cmsDigestName(cms) ?? "sha256")
    .update(bytes.subarray(0, before))
    .update(bytes.subarray(next, next + after))
    .digest();
}

/** `undefined` without a time-stamp; no `time` when it cannot be believed. */
function judgeTimestamp(
  { timestampToken, signature }: CmsReading,
  roots: readonly Uint8Array[],
): { readonly time?: Date } | undefined {
  if (!timestampToken || !signature) return undefined;
  try {
    const info = readTimestampInfo(timestampToken);
    const content = createHash(cmsDigestName(timestampToken) ?? "sha256").update(info.content);
    const token = readCms(timestampToken, content.digest(), {
      contentType: cmsOid.timeStampInfo,
      embedded: true,
    });
    const imprint = createHash(info.digestName).update(signature).digest();
    const isSound = token.problems.every((problem) => problem === "certificate_reference_missing");
    if (!isSound || !imprint.equals(info.imprint) || !token.signer) return {};
    if (roots.length === 0) return { time: info.time };
    const chain = judgeChain(token.signer, token.certificates, roots, info.time);
    return chain.every((problem) => problem === "revocation_unknown") ? { time: info.time } : {};
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return {};
  }
}

async function judgeSentBytes({ bytes, sent }: VerifyRequest): Promise<DocumentProblem[]> {
  if (!sent) return [];
  const start = bytes.subarray(0, sent.length);
  const sha256 = createHash("sha256").update(start).digest("hex");
  if (start.length !== sent.length || sha256 !== sent.sha256) return ["not_what_was_sent"];
  const changes = await findForbiddenChanges(bytes, sent.length);
  return changes.length > 0 ? ["changed_before_signing"] : [];
}

function fact<Problem extends string>(
  problems: readonly Problem[],
  open: readonly Problem[],
): Fact<Problem> {
  const isBad = problems.some((problem) => !open.includes(problem));
  return { verdict: isBad ? "bad" : problems.length > 0 ? "unknown" : "good", problems };
}

function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("bad")) return "bad";
  return verdicts.length === 0 || verdicts.includes("unknown") ? "unknown" : "good";
}

const unread = (verdict: Verdict, problem: DocumentProblem): DocumentVerification => ({
  signatures: [],
  empty: [],
  cryptography: "unknown",
  documentMatch: { verdict, problems: [problem] },
  identityAndTrust: "unknown",
});
const damaged = () => unread("bad", "structure_damaged");
const locked = () => unread("unknown", "locked");
