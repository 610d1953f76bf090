import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireAccount } from "./require-account";
import type { ChangeProfileInput } from "./schema";

/** Changes the actor's own name and language. @throws AppError `not_found` */
export async function changeProfile(
  actor: AccountActor,
  { name, language }: ChangeProfileInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    const account = await requireAccount(tx, actor, "profile.change", actor.accountId);
    if (account.name === name && account.language === language) return;
    await tx.update(accounts).set({ name, language }).where(eq(accounts.id, account.id));
    await recordAudit(tx, { action: "account.profile_changed", actor, at: now });
  });
}
