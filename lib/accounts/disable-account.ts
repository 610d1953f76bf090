import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { endSessionsOf } from "./end-sessions";
import { requireAccount, requireAnotherAdmin } from "./require-account";
import { revokeInvitationsBy } from "./revoke-invitation";
import type { AccountInput } from "./schema";

/** Signs the person out at once and keeps them out; what they did stays. @throws AppError `not_found`, `last_admin` */
export async function disableAccount(
  actor: AccountActor,
  { accountId }: AccountInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    await requireAnotherAdmin(tx, accountId);
    const account = await requireAccount(tx, actor, "account.manage", accountId);
    if (account.state === "disabled") return;
    await tx.update(accounts).set({ state: "disabled" }).where(eq(accounts.id, accountId));
    await recordAudit(tx, { action: "account.disabled", actor, accountId, at: now });
    await revokeInvitationsBy(tx, actor, accountId, now);
    await endSessionsOf(tx, actor, { accountId, reason: "disabled" }, now);
  });
}
