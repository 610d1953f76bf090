import "server-only";
import { eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { artifacts, envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { openConnection } from "@/lib/connections/open-connection";
import type { StoredFile } from "@/lib/files/store-file";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import type { FilledTemplate, Snapshot } from "@/lib/provider-kit/contract";
import { activeOptions } from "@/lib/provider-kit/describe-inputs";
import { runSigningTask } from "@/lib/signing/engine";
import type { DocumentVerification } from "@/lib/signing/verify-document";
import type { Actor } from "@/lib/vocabulary/actor";
import { becomeConflict } from "./bind-document";
import { changeStatus } from "./change-status";
import type { ArtifactVerdict } from "./complete-envelope";
import { toVerdict } from "./complete-envelope";
import { fillTemplate } from "./fill-template";
import { limitRecipientLinks } from "./issue-link";
import { requireContent } from "./load-content";
import { notifyOfEnding } from "./notify-people";
import { artifactsOf, lockEnvelope, placementsOf, requireConnection } from "./queries";

/** A mobile may be printed with the country's code or with a zero. */
const wordsToFind = ({ shape, values }: FilledTemplate): string[] =>
  values.map(({ value, ...place }) => {
    const field = shape.fields.find((one) => one.group === place.group && one.name === place.name);
    return field?.kind === "iran_mobile" ? value.slice(-10) : value;
  });

/** A signed file of a provider, and what is known of it besides. */
export type ReturnedFile = {
  readonly bytes: Uint8Array;
  /** As the provider says. */
  readonly hashes: Snapshot["hashes"];
  /** Opens it, where we asked for one. */
  readonly password: string | null;
};

type Verified = {
  readonly found: DocumentVerification;
  /** Hash of what was sent; null for a template. */
  readonly sent: string | null;
  /** On which the provider was asked to write. */
  readonly pages: readonly number[];
};

/** Against the very bytes that were sent, or, for a template, by itself. */
async function verify(envelopeId: string, { bytes, password }: ReturnedFile): Promise<Verified> {
  const { content, boxes, pages } = await read(async (db) => {
    const [envelope] = await db.select().from(envelopes).where(eq(envelopes.id, envelopeId));
    if (!envelope) throw new Error("An envelope has vanished");
    const content = await requireContent(db, envelope);
    const { provider } = openConnection(await requireConnection(db, envelope.connectionId));
    const options = activeOptions(provider.options, envelope.providerOptions);
    const pageCount = content.document?.pageCount ?? 0;
    return {
      content,
      boxes: await placementsOf(db, envelopeId),
      pages: provider.writtenPages?.(options, pageCount) ?? [],
    };
  });
  if (content.template) {
    const { shape, typed } = content.template;
    const values = wordsToFind(fillTemplate(shape, typed));
    const request = { bytes, values };
    return {
      found: await runSigningTask({ kind: "verify-made-there", request }),
      sent: null,
      pages,
    };
  }
  const { sha256 } = content.document;
  const found = await runSigningTask({
    kind: "verify-returned",
    request: {
      bytes,
      sent: await readStoredFile(sha256),
      ...(password !== null && { password }),
      // Where exactly the provider puts a box that it knows by name, it alone knows.
      writtenPages: [...pages, ...boxes.flatMap(({ page, position }) => (position ? [page] : []))],
      placements: boxes.map(({ page, x, y, width, height }) => ({ page, x, y, width, height })),
    },
  });
  return { found, sent: sha256, pages };
}

/**
 * Takes a signed file of a provider in: stored, then verified against what was sent, then the
 * envelope is completed, or, when the file is not what was sent or the envelope had ended
 * otherwise, in conflict. Never both, and never without the file.
 */
export async function collectFile(
  envelopeId: string,
  returned: ReturnedFile,
  externalId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  const file = await storeFile(returned.bytes);
  const { found, sent, pages } = await verify(envelopeId, returned);
  const hashes = compareHashes(returned.hashes, { sent, signed: file.sha256 });
  const verdict = {
    ...toVerdict(found),
    ...(hashes && { hashes }),
    ...(pages.length > 0 && { writtenPages: pages }),
  };
  crashPoint("complete.verified");
  const isMadeThere = verdict.problems.includes("made_by_provider");
  const isSound =
    (verdict.documentMatch === "good" || isMadeThere) &&
    verdict.cryptography !== "bad" &&
    hashes?.signed !== false;
  await fileSigned(envelopeId, { file, verdict, isSound }, externalId, actor, now);
}

/**
 * What the provider says that it signed may be other bytes than ours, where it writes on them first:
 * that is shown, and our own comparison decides. What it says that it hands out is what must come.
 */
function compareHashes(
  told: Snapshot["hashes"],
  ours: { readonly sent: string | null; readonly signed: string },
): ArtifactVerdict["hashes"] {
  if (!told || (told.sent === null && told.signed === null)) return undefined;
  const isSame = (one: string | null, other: string | null) =>
    one === null || other === null ? null : one.toLowerCase() === other;
  return { sent: isSame(told.sent, ours.sent), signed: isSame(told.signed, ours.signed) };
}

type Judged = {
  readonly file: StoredFile;
  readonly verdict: ArtifactVerdict;
  readonly isSound: boolean;
};

/** Files a signed document once, and completes its envelope, or puts it in conflict. */
export async function fileSigned(
  envelopeId: string,
  { file, verdict, isSound }: Judged,
  externalId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const envelope = await lockEnvelope(tx, envelopeId);
    const known = (await artifactsOf(tx, envelopeId)).some(
      ({ kind }) => kind === "signed_document",
    );
    if (known) return;
    await tx.insert(artifacts).values({
      id: newId(now.getTime()),
      envelopeId,
      kind: "signed_document",
      ...file,
      verdict,
      createdAt: now,
    });
    await recordAudit(tx, {
      action: "artifact.stored",
      actor,
      at: now,
      envelopeId,
      details: { kind: "signed_document", sha256: file.sha256, isSound },
    });
    if (!isSound || envelope.status !== "completing")
      return becomeConflict(tx, envelope, [externalId], actor, now);
    await changeStatus(tx, envelope, {
      to: "completed",
      action: "envelope.completed",
      actor,
      at: now,
      set: { trouble: null },
    });
    await notifyOfEnding(tx, envelope, "completed", now);
    await limitRecipientLinks(tx, envelopeId, now);
  });
  crashPoint("complete.committed");
}
