import "server-only";
import { eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { artifacts, envelopes } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import type { StoredFile } from "@/lib/files/store-file";
import { readStoredFile, storeFile } from "@/lib/files/store-file";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import type { FilledTemplate } from "@/lib/provider-kit/contract";
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
import { artifactsOf, lockEnvelope, placementsOf } from "./queries";

/** A mobile may be printed with the country's code or with a zero. */
const wordsToFind = ({ shape, values }: FilledTemplate): string[] =>
  values.map(({ value, ...place }) => {
    const field = shape.fields.find((one) => one.group === place.group && one.name === place.name);
    return field?.kind === "iran_mobile" ? value.slice(-10) : value;
  });

/** Against the very bytes that were sent, or, for a template, by itself. */
async function verify(envelopeId: string, bytes: Uint8Array): Promise<DocumentVerification> {
  const { content, boxes } = await read(async (db) => {
    const [envelope] = await db.select().from(envelopes).where(eq(envelopes.id, envelopeId));
    if (!envelope) throw new Error("An envelope has vanished");
    return {
      content: await requireContent(db, envelope),
      boxes: await placementsOf(db, envelopeId),
    };
  });
  if (content.template) {
    const { shape, typed } = content.template;
    const values = wordsToFind(fillTemplate(shape, typed));
    return runSigningTask({ kind: "verify-made-there", request: { bytes, values } });
  }
  return runSigningTask({
    kind: "verify-returned",
    request: {
      bytes,
      sent: await readStoredFile(content.document.sha256),
      placements: boxes.map(({ page, x, y, width, height }) => ({ page, x, y, width, height })),
    },
  });
}

/**
 * Takes a signed file of a provider in: stored, then verified against what was sent, then the
 * envelope is completed, or, when the file is not what was sent or the envelope had ended
 * otherwise, in conflict. Never both, and never without the file.
 */
export async function collectFile(
  envelopeId: string,
  bytes: Uint8Array,
  externalId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  const file = await storeFile(bytes);
  const verdict = toVerdict(await verify(envelopeId, bytes));
  crashPoint("complete.verified");
  const isMadeThere = verdict.problems.includes("made_by_provider");
  const isSound =
    (verdict.documentMatch === "good" || isMadeThere) && verdict.cryptography !== "bad";
  await fileSigned(envelopeId, { file, verdict, isSound }, externalId, actor, now);
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
