import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { linkTokens, mailedCodes, visits } from "@/db/schema/links";
import { recordAudit } from "@/lib/audit/record-audit";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { hasPageHere } from "@/lib/vocabulary/capabilities";
import type { EnvelopeStatus } from "@/lib/vocabulary/envelope";
import { announceChange } from "./change-status";
import { composeInvitation } from "./compose-notice";
import { providerOf, recipientsOf, requireEnvelope } from "./queries";
import type { RecipientOfEnvelopeInput } from "./schema";

const daysAfterEnd = 90;
const endOfLinks = (ended: Date): Date => new Date(ended.getTime() + daysAfterEnd * 86_400_000);

/** While it is signed; and once it is complete, for those who want to download it. */
export const mayHaveLinks = (status: EnvelopeStatus): boolean =>
  status === "in_progress" || status === "completed";

/** The secret of a recipient's link; made again from its row, never stored. */
export const recipientToken = (linkTokenId: string): string =>
  derivedToken("recipient", linkTokenId);

/** The address of a recipient's own page. */
export const recipientLink = (linkTokenId: string): string =>
  `${publicUrl()}/sign/${recipientToken(linkTokenId)}`;

/** A fresh link for one recipient. @param also `issuedTo`: the account that will hand it over. @returns its id */
export async function insertRecipientLink(
  tx: Tx,
  recipientId: string,
  now: Date,
  also: { readonly issuedTo?: string; readonly expiresAt?: Date } = {},
): Promise<string> {
  const id = newId(now.getTime());
  await tx.insert(linkTokens).values({
    id,
    hash: tokenHash(recipientToken(id)),
    kind: "recipient",
    recipientId,
    ...also,
    createdAt: now,
  });
  return id;
}

/** Every link that was sent or handed out, and what was confirmed through it, leads nowhere from now on. */
export async function revokeRecipientLinks(tx: Tx, recipientId: string, now: Date): Promise<void> {
  await tx
    .update(linkTokens)
    .set({ revokedAt: now })
    .where(and(eq(linkTokens.recipientId, recipientId), isNull(linkTokens.revokedAt)));
  await tx.update(visits).set({ expiresAt: now }).where(eq(visits.recipientId, recipientId));
  await tx
    .update(mailedCodes)
    .set({ expiresAt: now })
    .where(eq(mailedCodes.recipientId, recipientId));
}

/** When an envelope has ended its links still tell the end and hand out the files, for a while. */
export async function limitRecipientLinks(tx: Tx, envelopeId: string, now: Date): Promise<void> {
  const people = await recipientsOf(tx, envelopeId);
  if (people.length === 0) return;
  await tx
    .update(linkTokens)
    .set({ expiresAt: endOfLinks(now) })
    .where(
      inArray(
        linkTokens.recipientId,
        people.map(({ id }) => id),
      ),
    );
}

/**
 * Gives the sender a link of this recipient to hand over. It is audited, and the certificate says
 * so if the recipient acts through it.
 * @returns the link, and a ready text for a messenger in the recipient's language
 * @throws AppError `not_found`, `not_your_turn`, `conflict` when there is nothing behind a link
 */
export async function issueLink(
  actor: AccountActor,
  { envelopeId, recipientId }: RecipientOfEnvelopeInput,
  now: Date,
): Promise<{ url: string; message: string }> {
  const linkId = await write(async (tx) => {
    const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.issue_link");
    const person = (await recipientsOf(tx, envelopeId)).find(({ id }) => id === recipientId);
    if (!person) throw new AppError("not_found");
    if (!mayHaveLinks(envelope.status)) throw new AppError("conflict");
    const { capabilities } = await providerOf(tx, envelope);
    if (!hasPageHere(capabilities, person.role)) throw new AppError("conflict");
    if (person.status === "waiting") throw new AppError("not_your_turn");
    const id = await insertRecipientLink(tx, recipientId, now, {
      issuedTo: actor.accountId,
      ...(envelope.endedAt && { expiresAt: endOfLinks(envelope.endedAt) }),
    });
    await recordAudit(tx, {
      action: "recipient.link_issued",
      actor,
      at: now,
      envelopeId,
      recipientId,
    });
    announceChange(envelopeId);
    return id;
  });
  const url = recipientLink(linkId);
  const notice = await read((db) => composeInvitation(db, recipientId, url));
  return { url, message: notice.short };
}
