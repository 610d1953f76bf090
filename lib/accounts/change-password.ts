import "server-only";
import { and, eq } from "drizzle-orm";
import { read, write } from "@/db/client";
import { accounts, organisation } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireGoodPassword } from "./check-password";
import { endSessionsOf } from "./end-sessions";
import { hashPassword, isPassword } from "./hash-password";
import { attemptKey, forgetAttempts, reserveAttempt } from "./limit-attempts";
import type { ChangePasswordInput } from "./schema";

const limit = { free: 5, firstSeconds: 30, longestSeconds: 900 };

/**
 * Asks for the password in use, sets the new one and ends every other session of the account.
 * @param sessionId the session that goes on
 * @throws AppError `wrong_password`, `password_too_short`, `password_too_long`,
 * `password_too_common`, `too_many_attempts`, `not_found`, `stale`
 */
export async function changePassword(
  actor: AccountActor,
  sessionId: string,
  input: ChangePasswordInput,
  now: Date,
): Promise<void> {
  const [[account], [office]] = await read((db) =>
    Promise.all([
      db.select().from(accounts).where(eq(accounts.id, actor.accountId)),
      db.select().from(organisation),
    ]),
  );
  if (!account) throw new AppError("not_found");
  const key = attemptKey("change-password", limit, account.id);
  requireGoodPassword(input.password, [account.email, account.name, office?.name ?? ""]);
  await reserveAttempt([key], now);
  if (!(await isPassword(input.current, account.passwordHash)))
    throw new AppError("wrong_password");
  const passwordHash = await hashPassword(input.password);
  await write(async (tx) => {
    const changed = await tx
      .update(accounts)
      .set({ passwordHash })
      .where(and(eq(accounts.id, account.id), eq(accounts.passwordHash, account.passwordHash)))
      .returning({ id: accounts.id });
    if (changed.length === 0) throw new AppError("stale");
    await forgetAttempts(tx, [key]);
    await recordAudit(tx, { action: "account.password_changed", actor, at: now });
    await endSessionsOf(
      tx,
      actor,
      { accountId: account.id, reason: "password", except: sessionId },
      now,
    );
  });
}
