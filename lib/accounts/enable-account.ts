import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireAccount } from "./require-account";
import type { AccountInput } from "./schema";

/** Lets a disabled person sign in again, with the password they had. @throws AppError `not_found` */
export async function enableAccount(
  actor: AccountActor,
  { accountId }: AccountInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const account = await requireAccount(tx, actor, "account.manage", accountId);
    if (account.state === "active") return;
    await tx.update(accounts).set({ state: "active" }).where(eq(accounts.id, accountId));
    await recordAudit(tx, { action: "account.enabled", actor, accountId, at: now });
  });
}
