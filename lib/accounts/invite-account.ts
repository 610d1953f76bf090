import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { write } from "@/db/client";
import { accounts, invitations } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Job } from "@/lib/jobs/queue";
import { enqueue } from "@/lib/jobs/queue";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { isMailConfigured } from "@/lib/mail/deliver-mail";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { revokeInvitationsFor } from "./revoke-invitation";
import type { InviteAccountInput } from "./schema";

const validMilliseconds = 72 * 3_600_000;

/** The payload names the invitation; its token is made again when the mail is written. */
export const mailInvitation: Job<{ invitationId: string }> = {
  name: "mail-invitation",
  payload: z.strictObject({ invitationId: z.string() }),
};

export const invitationToken = (invitationId: string): string =>
  derivedToken("invitation", invitationId);
export const invitationLink = (invitationId: string): string =>
  `${publicUrl()}/invitations/${invitationToken(invitationId)}`;

export type Invited = {
  readonly invitationId: string;
  /** Lets whoever holds it become that account, once, within 72 hours. */
  readonly link: string;
  readonly isMailed: boolean;
};

/**
 * Invites one e-mail address to one role; an earlier open invitation of it ends.
 * @throws AppError `email_taken`, `forbidden`
 */
export async function inviteAccount(
  actor: AccountActor,
  input: InviteAccountInput,
  now: Date,
): Promise<Invited> {
  if (!can(actor, "account.invite")) throw new AppError("forbidden");
  const id = newId(now.getTime());
  const isMailed = isMailConfigured();
  await write(async (tx) => {
    const [holder] = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.email, input.email));
    if (holder) throw new AppError("email_taken");
    await revokeInvitationsFor(tx, actor, input.email, now);
    await tx.insert(invitations).values({
      id,
      tokenHash: tokenHash(invitationToken(id)),
      email: input.email,
      name: input.name,
      role: input.role,
      invitedBy: actor.accountId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + validMilliseconds),
    });
    await recordAudit(tx, {
      action: "account.invited",
      actor,
      at: now,
      details: { email: input.email, role: input.role },
    });
    if (isMailed) await enqueue(tx, mailInvitation, { invitationId: id }, { now });
  });
  return { invitationId: id, link: invitationLink(id), isMailed };
}
