import "server-only";
import { and, eq, gt, isNotNull, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { envelopes, recipients } from "@/db/schema/envelopes";
import { linkTokens, visits } from "@/db/schema/links";
import { tokenHash } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";
import type { RecipientActor } from "@/lib/vocabulary/actor";
import type { EnvelopeRow, RecipientRow } from "./queries";

/** What a recipient's browser brings: the link's secret and, after a code, the visit's. */
export type RecipientKeys = {
  readonly token: string;
  readonly visitToken: string | undefined;
  readonly address: string | null;
  readonly userAgent: string | null;
};

export type RecipientVisit = {
  readonly actor: RecipientActor;
  readonly recipient: RecipientRow;
  readonly envelope: EnvelopeRow;
  readonly link: typeof linkTokens.$inferSelect;
  readonly isConfirmed: boolean;
};

/** The one recipient of the one envelope that a link opens. @throws AppError `link_unusable` */
export async function findVisit(db: Db, keys: RecipientKeys, now: Date): Promise<RecipientVisit> {
  const [row] = await db
    .select({ link: linkTokens, recipient: recipients, envelope: envelopes })
    .from(linkTokens)
    .innerJoin(recipients, eq(recipients.id, linkTokens.recipientId))
    .innerJoin(envelopes, eq(envelopes.id, recipients.envelopeId))
    .where(
      and(
        eq(linkTokens.hash, tokenHash(keys.token)),
        eq(linkTokens.kind, "recipient"),
        isNull(linkTokens.revokedAt),
        or(isNull(linkTokens.expiresAt), gt(linkTokens.expiresAt, now)),
      ),
    )
    .limit(1);
  if (!row) throw new AppError("link_unusable");
  const { recipient, envelope } = row;
  return {
    ...row,
    actor: {
      kind: "recipient",
      recipientId: recipient.id,
      envelopeId: envelope.id,
      address: keys.address,
    },
    isConfirmed:
      recipient.identification === "link" ||
      (await hasConfirmedVisit(db, recipient.id, keys.visitToken, now)),
  };
}

async function hasConfirmedVisit(
  db: Db,
  recipientId: string,
  visitToken: string | undefined,
  now: Date,
): Promise<boolean> {
  if (!visitToken) return false;
  const [visit] = await db
    .select({ id: visits.id })
    .from(visits)
    .where(
      and(
        eq(visits.tokenHash, tokenHash(visitToken)),
        eq(visits.recipientId, recipientId),
        isNotNull(visits.confirmedAt),
        gt(visits.expiresAt, now),
      ),
    )
    .limit(1);
  return visit !== undefined;
}

/** The same, for everything that shows or changes something. @throws AppError `link_unusable`, `code_needed` */
export async function requireRecipient(
  db: Db,
  keys: RecipientKeys,
  now: Date,
): Promise<RecipientVisit> {
  const visit = await findVisit(db, keys, now);
  if (!visit.isConfirmed) throw new AppError("code_needed");
  return visit;
}
