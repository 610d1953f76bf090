import "server-only";
import { eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { isUniqueViolation, lockRows } from "@/db/differences";
import { accounts, invitations, organisation } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { tokenHash } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { requireGoodPassword } from "./check-password";
import { hashPassword } from "./hash-password";
import type { AcceptInvitationInput } from "./schema";
import { startSession } from "./start-session";

type InvitationRow = typeof invitations.$inferSelect;

/** Whether an invitation still makes an account. */
export const isOpen = (invitation: InvitationRow, now: Date): boolean =>
  !invitation.acceptedAt && !invitation.revokedAt && invitation.expiresAt > now;

/**
 * Makes the account that the invitation names, with its e-mail address and role, and signs that
 * person in. @returns the session token
 * @throws AppError `invitation_unusable`, `email_taken`, `password_too_short`,
 * `password_too_long`, `password_too_common`, `too_many_attempts`
 */
export async function acceptInvitation(
  visitor: Visitor,
  input: AcceptInvitationInput,
  now: Date,
): Promise<string> {
  const byToken = eq(invitations.tokenHash, tokenHash(input.token));
  const [[seen], [office]] = await read((db) =>
    Promise.all([db.select().from(invitations).where(byToken), db.select().from(organisation)]),
  );
  if (!seen || !isOpen(seen, now)) throw new AppError("invitation_unusable");
  requireGoodPassword(input.password, [seen.email, input.name, office?.name ?? ""]);
  const passwordHash = await hashPassword(input.password);
  const create = () =>
    write(async (tx) => {
      const [invitation] = await lockRows(tx.select().from(invitations).where(byToken));
      if (!invitation || !isOpen(invitation, now)) throw new AppError("invitation_unusable");
      const account = {
        id: newId(now.getTime()),
        email: invitation.email,
        name: input.name,
        passwordHash,
        role: invitation.role,
        state: "active",
        language: input.language,
        createdAt: now,
      } as const;
      await tx.insert(accounts).values(account);
      await tx
        .update(invitations)
        .set({ acceptedAt: now })
        .where(eq(invitations.id, invitation.id));
      await recordAudit(tx, {
        action: "account.created",
        actor: {
          kind: "account",
          accountId: account.id,
          role: account.role,
          teamIds: [],
          address: visitor.address,
        },
        accountId: account.id,
        at: now,
        details: { role: account.role },
      });
      return startSession(tx, visitor, account, now);
    });
  try {
    return await create();
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("email_taken");
    throw error;
  }
}
