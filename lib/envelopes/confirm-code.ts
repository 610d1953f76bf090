import "server-only";
import { and, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { read, write } from "@/db/client";
import { mailedCodes, visits } from "@/db/schema/links";
import { attemptKey, forgetAttempts, reserveAttempt } from "@/lib/accounts/limit-attempts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { derivedToken, keyedHash, randomToken, tokenHash } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { deliverMail, isMailConfigured } from "@/lib/mail/deliver-mail";
import { composeCode } from "./compose-notice";
import { isCode, normalCode } from "./hash-code";
import type { RecipientKeys } from "./require-recipient";
import { findVisit } from "./require-recipient";

const codeMinutes = 10;
const visitHours = 12;
const secondsBetweenCodes = 30;

/** Five tries are free; then the next one waits from half a minute up to an hour. */
const guesses = (recipientId: string) =>
  attemptKey("recipient-code", { free: 5, firstSeconds: 30, longestSeconds: 3_600 }, recipientId);

/** The payload names the code's row; the code itself is made again when the mail is written. */
export const mailCode: Job<{ codeId: string; recipientId: string }> = {
  name: "mail-code",
  payload: z.strictObject({ codeId: z.string(), recipientId: z.string() }),
  maxTries: 3,
};

/** Six digits from the master key and the row. */
const codeOf = (codeId: string): string => {
  const number = Buffer.from(derivedToken("code", codeId), "base64url").readUIntBE(0, 6);
  return String(number % 1_000_000).padStart(6, "0");
};
const codeHash = (recipientId: string, code: string): string =>
  keyedHash("code", recipientId, code);

/** `s•••@example.org`: enough to know one's own address, not enough to learn it. */
export const maskEmail = (email: string): string => email.replace(/^(.).*@/, "$1•••@");

/** Mails a fresh code to the recipient of this link. @throws AppError `link_unusable`, `mail_not_configured`, `conflict`, `too_many_attempts` */
export async function sendCode(keys: RecipientKeys, now: Date): Promise<{ maskedEmail: string }> {
  const { recipient, envelope, actor } = await read((db) => findVisit(db, keys, now));
  const { email, identification, id: recipientId } = recipient;
  if (identification !== "email_code" || !email) throw new AppError("conflict");
  if (!isMailConfigured()) throw new AppError("mail_not_configured");
  await write(async (tx) => {
    const [recent] = await tx
      .select({ id: mailedCodes.id })
      .from(mailedCodes)
      .where(
        and(
          eq(mailedCodes.recipientId, recipientId),
          gt(mailedCodes.createdAt, new Date(now.getTime() - secondsBetweenCodes * 1_000)),
        ),
      );
    if (recent) throw new AppError("too_many_attempts", undefined, { minutes: 1 });
    const codeId = newId(now.getTime());
    await tx.insert(mailedCodes).values({
      id: codeId,
      recipientId,
      codeHash: codeHash(recipientId, codeOf(codeId)),
      createdAt: now,
      expiresAt: new Date(now.getTime() + codeMinutes * 60_000),
    });
    await enqueue(tx, mailCode, { codeId, recipientId }, { now });
    await recordAudit(tx, {
      action: "recipient.code_sent",
      actor,
      at: now,
      envelopeId: envelope.id,
      recipientId,
    });
  });
  return { maskedEmail: maskEmail(email) };
}

/** The `mail-code` job. */
export async function runMailCode({
  codeId,
  recipientId,
}: {
  codeId: string;
  recipientId: string;
}): Promise<void> {
  const letter = await read((db) => composeCode(db, recipientId, codeOf(codeId), codeMinutes));
  const { name, address } = letter.to;
  if (address) await deliverMail({ ...letter, key: `code-${codeId}`, to: { name, address } });
}

/**
 * Lets this browser in for some hours when the code is right.
 * @returns the visit's secret, for a cookie
 * @throws AppError `link_unusable`, `code_wrong`, `too_many_attempts`
 */
export async function confirmCode(
  keys: RecipientKeys,
  typed: string,
  now: Date,
): Promise<{ visitToken: string }> {
  const { recipient, envelope, link, actor } = await read((db) => findVisit(db, keys, now));
  const code = normalCode(typed);
  const limit = guesses(recipient.id);
  await reserveAttempt([limit], now);
  const isRight =
    recipient.identification === "sender_code"
      ? isCode(code, recipient.senderCodeHash)
      : await redeemMailedCode(recipient.id, code, now);
  const visitToken = randomToken();
  const fact = { actor, at: now, envelopeId: envelope.id, recipientId: recipient.id };
  await write(async (tx) => {
    if (!isRight) return recordAudit(tx, { action: "recipient.code_refused", ...fact });
    await forgetAttempts(tx, [limit]);
    await tx.insert(visits).values({
      id: newId(now.getTime()),
      tokenHash: tokenHash(visitToken),
      recipientId: recipient.id,
      linkTokenId: link.id,
      startedAt: now,
      confirmedAt: now,
      expiresAt: new Date(now.getTime() + visitHours * 3_600_000),
    });
    await recordAudit(tx, { action: "recipient.code_confirmed", ...fact });
  });
  if (!isRight) throw new AppError("code_wrong");
  return { visitToken };
}

/** A mailed code works once. */
const redeemMailedCode = (recipientId: string, code: string, now: Date): Promise<boolean> =>
  write(async (tx) => {
    const used = await tx
      .update(mailedCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(mailedCodes.recipientId, recipientId),
          eq(mailedCodes.codeHash, codeHash(recipientId, code)),
          isNull(mailedCodes.usedAt),
          gt(mailedCodes.expiresAt, now),
        ),
      )
      .returning({ id: mailedCodes.id });
    return used.length > 0;
  });
