import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { endSessionsOf } from "./end-sessions";
import { requireAccount, requireAnotherAdmin } from "./require-account";
import { revokeInvitationsBy } from "./revoke-invitation";
import type { ChangeRoleInput } from "./schema";

/**
 * Gives an account another role; its sessions end, and so do invitations that an administrator
 * leaves behind. @throws AppError `not_found`, `last_admin`
 */
export async function changeRole(
  actor: AccountActor,
  { accountId, role }: ChangeRoleInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    if (role !== "admin") await requireAnotherAdmin(tx, accountId);
    const account = await requireAccount(tx, actor, "account.manage", accountId);
    if (account.role === role) return;
    await tx.update(accounts).set({ role }).where(eq(accounts.id, accountId));
    await recordAudit(tx, {
      action: "account.role_changed",
      actor,
      accountId,
      at: now,
      details: { from: account.role, to: role },
    });
    if (account.role === "admin") await revokeInvitationsBy(tx, actor, accountId, now);
    await endSessionsOf(tx, actor, { accountId, reason: "role" }, now);
  });
}
