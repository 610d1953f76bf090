import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { read, write } from "@/db/client";
import { artifacts, envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { documentFacts } from "@/lib/documents/schema";
import type { StoredFile } from "@/lib/files/store-file";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import type { Job } from "@/lib/jobs/queue";
import { env } from "@/lib/kernel/env";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import { runSigningTask } from "@/lib/signing/engine";
import type { DocumentVerification } from "@/lib/signing/verify-document";
import type { SystemActor } from "@/lib/vocabulary/actor";
import type { ArtifactKind } from "@/lib/vocabulary/envelope";
import { changeStatus } from "./change-status";
import { requireOffice } from "./compose-notice";
import { limitRecipientLinks } from "./issue-link";
import { loadAuthority } from "./load-authority";
import { notifyOfEnding } from "./notify-people";
import type { EnvelopeRow } from "./queries";
import { lockEnvelope, placementsOf, requireDocument } from "./queries";
import { writeCertificate } from "./write-certificate";

/** Enqueued with the last signature: verifies the signed file, adds its certificate, completes. */
export const completeEnvelope: Job<{ envelopeId: string }> = {
  name: "complete-envelope",
  payload: z.strictObject({ envelopeId: z.string() }),
};

const actor: SystemActor = { kind: "system", job: completeEnvelope.name };

/** What the office sees of our verifier's findings: three facts, never one tick. */
export const toVerdict = (found: DocumentVerification) => ({
  cryptography: found.cryptography,
  documentMatch: found.documentMatch.verdict,
  identityAndTrust: found.identityAndTrust,
  problems: [...found.documentMatch.problems],
  signatures: found.signatures.length,
});
export type ArtifactVerdict = ReturnType<typeof toVerdict> & {
  /** Of our own seal, where people's signatures are of another kind and only their provider's to check. */
  readonly seal?: DocumentVerification["cryptography"];
  /** On which the provider was asked to write something of its own. */
  readonly writtenPages?: readonly number[];
  /** Whether the hashes that the provider itself gives are those of these files; null where it gives none. */
  readonly hashes?: { readonly sent: boolean | null; readonly signed: boolean | null };
};

/**
 * Whether a file may count as the signed document: nothing of it was changed, and every signature
 * that was made here is good. Of signatures that it brought along only the bytes are judged.
 */
const isSound = (found: DocumentVerification, ownSeals: readonly string[]): boolean =>
  found.documentMatch.verdict === "good" &&
  ownSeals.every((name) =>
    found.signatures.some(
      ({ signatureField, cryptography, identityAndTrust }) =>
        signatureField === name &&
        cryptography.verdict === "good" &&
        identityAndTrust.verdict === "good",
    ),
  );

type Finished = {
  readonly kind: ArtifactKind;
  readonly file: StoredFile;
  readonly verdict: ArtifactVerdict;
};

/** @throws Error when the signed file did not pass; the job is retried, and a person sees it. */
async function finishDocument(envelope: EnvelopeRow, root: Uint8Array): Promise<Finished> {
  const { document, boxes } = await read(async (db) => ({
    document: await requireDocument(db, envelope.documentId),
    boxes: await placementsOf(db, envelope.id),
  }));
  const sha256 = envelope.workingSha256 ?? "";
  const bytes = await readStoredFile(sha256);
  const size = bytes.byteLength;
  const found = await runSigningTask({
    kind: "verify",
    request: {
      bytes,
      roots: [root],
      sent: { length: document.size, sha256: document.sha256 },
      expectedSignatures: boxes.length + documentFacts.parse(document.facts).signatures,
    },
  });
  const ownSeals = boxes.map(({ sealName }) => sealName ?? "");
  if (!isSound(found, ownSeals))
    throw new Error(`The signed file did not pass: ${JSON.stringify(toVerdict(found))}`);
  return {
    kind: "signed_document",
    file: { sha256, size },
    verdict: toVerdict(found),
  };
}

async function finishCertificate(
  envelope: EnvelopeRow,
  signed: Finished,
  now: Date,
): Promise<Finished> {
  const { authority, seal } = await loadAuthority(now);
  const { content, office } = await read(async (db) => ({
    content: await writeCertificate(db, envelope, signed.file.sha256, now),
    office: await requireOffice(db),
  }));
  const { TIMESTAMP_URL } = env();
  const composed = await runSigningTask({
    kind: "compose",
    request: {
      content,
      seal,
      authorityCertificate: authority.certificate,
      sealName: office.name,
      at: now,
      ...(TIMESTAMP_URL && { timestampUrl: TIMESTAMP_URL }),
    },
  });
  const found = await runSigningTask({
    kind: "verify",
    request: { bytes: composed.bytes, roots: [authority.certificate], expectedSignatures: 1 },
  });
  return {
    kind: "certificate",
    file: await storeFile(composed.bytes),
    verdict: toVerdict(found),
  };
}

/** The `complete-envelope` job. `completed` needs files that were stored and verified. */
export async function runCompleteEnvelope(
  { envelopeId }: { envelopeId: string },
  now: Date,
): Promise<void> {
  const [envelope] = await read((db) =>
    db.select().from(envelopes).where(eq(envelopes.id, envelopeId)),
  );
  if (envelope?.status !== "completing") return;
  const { authority } = await loadAuthority(now);
  const signed = await finishDocument(envelope, authority.certificate);
  crashPoint("complete.verified");
  const certificate = await finishCertificate(envelope, signed, now);
  crashPoint("complete.stored");
  await write(async (tx) => {
    const current = await lockEnvelope(tx, envelopeId);
    if (current.status !== "completing") return;
    for (const { kind, file, verdict } of [signed, certificate]) {
      await tx
        .insert(artifacts)
        .values({ id: newId(now.getTime()), envelopeId, kind, ...file, verdict, createdAt: now });
      await recordAudit(tx, {
        action: "artifact.stored",
        actor,
        at: now,
        envelopeId,
        details: { kind, sha256: file.sha256 },
      });
    }
    await changeStatus(tx, current, {
      to: "completed",
      action: "envelope.completed",
      actor,
      at: now,
    });
    await limitRecipientLinks(tx, envelopeId, now);
    await notifyOfEnding(tx, current, "completed", now);
  });
  crashPoint("complete.committed");
}
