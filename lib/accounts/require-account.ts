import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockRows } from "@/db/differences";
import { accounts } from "@/db/schema/accounts";
import { AppError } from "@/lib/kernel/errors";
import type { Permission } from "@/lib/policy/can";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";

export type AccountRow = typeof accounts.$inferSelect;

/** The account, locked, for an actor who may do this to it. @throws AppError `not_found` */
export async function requireAccount(
  tx: Tx,
  actor: AccountActor,
  permission: Permission,
  accountId: string,
): Promise<AccountRow> {
  const [account] = await lockRows(tx.select().from(accounts).where(eq(accounts.id, accountId)));
  if (!account || !can(actor, permission, { ownerId: account.id })) throw new AppError("not_found");
  return account;
}

/**
 * Somebody must be able to let people in. Locks every administrator, so that two cannot take the
 * role from each other at the same instant; ask before the account itself is locked.
 * @throws AppError `last_admin`
 */
export async function requireAnotherAdmin(tx: Tx, accountId: string): Promise<void> {
  const admins = await lockRows(
    tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(eq(accounts.role, "admin"), eq(accounts.state, "active")))
      .orderBy(asc(accounts.id)),
  );
  const isLast = admins.length === 1 && admins[0]?.id === accountId;
  if (isLast) throw new AppError("last_admin");
}
