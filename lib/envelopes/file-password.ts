import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { filePassword, hasInsert } from "./attempt-texts";
import { announceChange } from "./change-status";
import { findCurrentDocument } from "./find-attempt";
import { requireEnvelope } from "./queries";
import type { EnvelopeIdInput } from "./schema";

/** What opens the signed file of an attempt; null where it asked for no password. */
export async function findPassword(db: Db, attemptId: string): Promise<string | null> {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  return attempt && hasInsert(attempt, "file_password") ? filePassword(attempt.id) : null;
}

/** The attempt whose signed file has a password. */
export async function findProtectedAttempt(db: Db, envelopeId: string): Promise<string | null> {
  const document = await findCurrentDocument(db, envelopeId);
  if (!document || (await findPassword(db, document.attemptId)) === null) return null;
  return document.attemptId;
}

/**
 * Shows the password of a signed file to somebody who may have the file. It is sent to nobody.
 * @throws AppError `not_found`, `forbidden`, `conflict` when the file has none
 */
export async function showPassword(
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<{ readonly password: string }> {
  return write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.download");
    const attemptId = await findProtectedAttempt(tx, envelopeId);
    if (!attemptId) throw new AppError("conflict");
    await recordAudit(tx, { action: "attempt.password_shown", actor, at: now, envelopeId });
    announceChange(envelopeId);
    return { password: filePassword(attemptId) };
  });
}
