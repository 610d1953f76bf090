import "server-only";
import { read, write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { ArtifactKind } from "@/lib/vocabulary/envelope";
import type { EnvelopeRow } from "./queries";
import { artifactsOf, requireEnvelope } from "./queries";
import type { RecipientKeys } from "./require-recipient";
import { requireRecipient } from "./require-recipient";

export type EnvelopeFile = {
  readonly sha256: string;
  /** For the person's disk: title, what it is, `.pdf`. */
  readonly fileName: string;
};

/** What a download may be. */
export type FileKind = "original" | ArtifactKind;

const endings: Readonly<Record<FileKind, string>> = {
  original: ".pdf",
  signed_document: " signed.pdf",
  certificate: " certificate.pdf",
};

/** Title, code and ending, without what file systems and headers cannot carry. */
export const fileNameOf = ({ title, referenceCode }: EnvelopeRow, ending: string): string => {
  const safe = title.replace(/[\p{Cc}\\/:*?"<>|]/gu, " ").trim() || referenceCode;
  return `${safe} (${referenceCode})${ending}`;
};

async function find(envelope: EnvelopeRow, kind: FileKind): Promise<EnvelopeFile> {
  const fileName = fileNameOf(envelope, endings[kind]);
  if (kind === "original") {
    // A template has no file before its provider makes one.
    if (envelope.documentSha256 === null) throw new AppError("not_found");
    return { sha256: envelope.documentSha256, fileName };
  }
  const artifact = (await read((db) => artifactsOf(db, envelope.id))).find(
    (one) => one.kind === kind,
  );
  if (!artifact) throw new AppError("not_found");
  return { sha256: artifact.sha256, fileName };
}

/** A file for a person of the office; every finished file that leaves is audited. @throws AppError `not_found` */
export async function downloadFile(
  actor: AccountActor,
  envelopeId: string,
  kind: FileKind,
  now: Date,
): Promise<EnvelopeFile> {
  const envelope = await read((db) => requireEnvelope(db, actor, envelopeId, "envelope.download"));
  const file = await find(envelope, kind);
  await write((tx) =>
    recordAudit(tx, {
      action: "artifact.downloaded",
      actor,
      at: now,
      envelopeId,
      details: { kind },
    }),
  );
  return file;
}

/**
 * A finished file for a recipient.
 * @param isShown their own page shows it, which is no download
 * @throws AppError `link_unusable`, `code_needed`, `not_found`
 */
export async function downloadFileAsRecipient(
  keys: RecipientKeys,
  kind: ArtifactKind,
  now: Date,
  isShown = false,
): Promise<EnvelopeFile> {
  const { envelope, recipient, actor } = await read((db) => requireRecipient(db, keys, now));
  const file = await find(envelope, kind);
  if (isShown) return file;
  await write((tx) =>
    recordAudit(tx, {
      action: "artifact.downloaded",
      actor,
      at: now,
      envelopeId: envelope.id,
      recipientId: recipient.id,
      details: { kind },
    }),
  );
  return file;
}

/**
 * The newest revision, for a recipient's own page to show. An envelope that ended without
 * completion shows its document to nobody outside any more.
 * @throws AppError `link_unusable`, `code_needed`, `not_found`
 */
export async function readFileAsRecipient(keys: RecipientKeys, now: Date): Promise<EnvelopeFile> {
  const { envelope } = await read((db) => requireRecipient(db, keys, now));
  const isShown = ["in_progress", "completing", "completed"].includes(envelope.status);
  // Where it is signed elsewhere there are no revisions of it here.
  const sha256 = envelope.workingSha256 ?? envelope.documentSha256;
  if (!isShown || !sha256) throw new AppError("not_found");
  return { sha256, fileName: fileNameOf(envelope, endings.original) };
}
