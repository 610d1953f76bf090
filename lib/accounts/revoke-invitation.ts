import "server-only";
import type { SQL } from "drizzle-orm";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { invitations } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { InvitationInput } from "./schema";

async function revokeWhere(tx: Tx, actor: AccountActor, which: SQL | undefined, now: Date) {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(which, isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .returning({ email: invitations.email });
  for (const { email } of revoked)
    await recordAudit(tx, {
      action: "account.invitation_revoked",
      actor,
      at: now,
      details: { email },
    });
  return revoked.length;
}

/** Takes back what is still open for an e-mail address, before it is invited again. */
export const revokeInvitationsFor = (tx: Tx, actor: AccountActor, email: string, now: Date) =>
  revokeWhere(tx, actor, eq(invitations.email, email), now);

/** Takes back what somebody who loses the right to invite has handed out. */
export const revokeInvitationsBy = (tx: Tx, actor: AccountActor, accountId: string, now: Date) =>
  revokeWhere(tx, actor, eq(invitations.invitedBy, accountId), now);

/** Makes an open invitation's link useless. @throws AppError `not_found`, `invitation_unusable` */
export async function revokeInvitation(
  actor: AccountActor,
  { invitationId }: InvitationInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const [invitation] = await tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(eq(invitations.id, invitationId));
    if (!invitation || !can(actor, "account.invite")) throw new AppError("not_found");
    const count = await revokeWhere(tx, actor, eq(invitations.id, invitationId), now);
    if (count === 0) throw new AppError("invitation_unusable");
  });
}
