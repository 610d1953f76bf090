import "server-only";
import { read } from "@/db/client";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import { env } from "@/lib/kernel/env";
import { crashPoint } from "@/lib/kernel/fault-injection";
import type { Evidence, SigningProvider } from "@/lib/provider-kit/contract";
import { runSigningTask } from "@/lib/signing/engine";
import type { Actor } from "@/lib/vocabulary/actor";
import { fileSigned } from "./collect-file";
import type { ArtifactVerdict } from "./complete-envelope";
import { toVerdict } from "./complete-envelope";
import { requireOffice } from "./compose-notice";
import type { SaidStatement } from "./describe-statement";
import { describeStatement } from "./describe-statement";
import { loadAuthority } from "./load-authority";
import type { EnvelopeRow } from "./queries";
import { requireDocument } from "./queries";
import { writeEvidence } from "./write-evidence";

type Signed = {
  readonly provider: Pick<SigningProvider, "id" | "displayName">;
  readonly externalId: string;
  readonly evidence: Evidence;
};

/**
 * Makes the final document of an envelope whose provider returns none: the bytes that were sent,
 * then the evidence, sealed here. It is read again and judged before the envelope completes.
 * @throws Error when what was made does not pass; whoever called tries again
 */
export async function composeFinal(
  envelope: EnvelopeRow,
  signed: Signed,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { authority, seal } = await loadAuthority(now);
  const { written, office, document } = await read(async (db) => ({
    written: await writeEvidence(db, envelope, signed, now),
    office: await requireOffice(db),
    document: await requireDocument(db, envelope.documentId),
  }));
  const { TIMESTAMP_URL } = env();
  const composed = await runSigningTask({
    kind: "compose-evidence",
    request: {
      original: await readStoredFile(document.sha256),
      content: written.content,
      files: [written.file],
      seal,
      authorityCertificate: authority.certificate,
      sealName: office.name,
      at: now,
      ...(TIMESTAMP_URL && { timestampUrl: TIMESTAMP_URL }),
    },
  });
  const file = await storeFile(composed.bytes);
  const own = await judge(file.sha256, document.sha256, authority.certificate);
  if (own.documentMatch === "bad" || own.seal === "bad")
    throw new Error(`The composed document did not pass: ${JSON.stringify(own)}`);
  crashPoint("complete.verified");
  const verdict = withStatement(own, describeStatement(signed.evidence.statement, envelope));
  const isSound = verdict.documentMatch !== "bad";
  await fileSigned(envelope.id, { file, verdict, isSound }, signed.externalId, actor, now);
}

/**
 * What the office is told: whether the document is the one that was sent, and that of people's
 * signatures only the provider can say more.
 */
async function judge(
  sha256: string,
  sentSha256: string,
  root: Uint8Array,
): Promise<ArtifactVerdict> {
  const [bytes, sent] = await Promise.all([readStoredFile(sha256), readStoredFile(sentSha256)]);
  const isContinued = Buffer.compare(bytes.subarray(0, sent.length), sent) === 0;
  const own = toVerdict(
    await runSigningTask({ kind: "verify", request: { bytes, roots: [root] } }),
  );
  return {
    ...own,
    documentMatch: own.documentMatch === "good" && !isContinued ? "unknown" : own.documentMatch,
    cryptography: "unknown",
    identityAndTrust: "unknown",
    problems: [...own.problems, "signed_at_provider"],
    seal: own.cryptography === "good" ? own.identityAndTrust : own.cryptography,
  };
}

/** People signed data: when that speaks of another document, so do their signatures. */
function withStatement(own: ArtifactVerdict, signed: SaidStatement): ArtifactVerdict {
  if (signed.kind === "other")
    return { ...own, documentMatch: "unknown", problems: [...own.problems, "statement_unread"] };
  if (signed.kind === "statement" && !signed.isOfThis)
    return { ...own, documentMatch: "bad", problems: [...own.problems, "statement_of_another"] };
  return own;
}
