import "server-only";
import { and, eq, gt } from "drizzle-orm";
import { read, write } from "@/db/client";
import { lockRows } from "@/db/differences";
import { accounts, sessions } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { isPassword } from "./hash-password";
import { attemptKey, forgetAttempts, reserveAttempt, takeBackAttempt } from "./limit-attempts";
import type { SignInInput } from "./schema";
import { startSession } from "./start-session";

const knownAddressDays = 30;

/**
 * Delays grow per account and address, per address, and per account. The last one is short and
 * does not count from an address that this account signed in from within 30 days: whoever guesses
 * from elsewhere makes the owner wait for a minute at the most, and usually not at all.
 */
export const signInKeys = (email: string, address: string | null) => ({
  pair: attemptKey(
    "sign-in/pair",
    { free: 5, firstSeconds: 30, longestSeconds: 900 },
    email,
    address ?? "",
  ),
  address: attemptKey(
    "sign-in/address",
    { free: 30, firstSeconds: 30, longestSeconds: 900 },
    address ?? "",
  ),
  account: attemptKey("sign-in/account", { free: 10, firstSeconds: 5, longestSeconds: 60 }, email),
});

async function isKnownAddress(accountId: string, address: string | null, now: Date) {
  if (address === null) return false;
  const since = new Date(now.getTime() - knownAddressDays * 86_400_000);
  const [known] = await read((db) =>
    db
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          eq(sessions.accountId, accountId),
          eq(sessions.address, address),
          gt(sessions.startedAt, since),
        ),
      )
      .limit(1),
  );
  return known !== undefined;
}

/**
 * Signs in and returns the session token. Says the same, after the same work, for an unknown
 * e-mail address and for a wrong password.
 * @throws AppError `wrong_credentials`, `account_disabled` (only with the right password),
 * `too_many_attempts`
 */
export async function authenticateAccount(
  visitor: Visitor,
  input: SignInInput,
  now: Date,
): Promise<string> {
  const [account] = await read((db) =>
    db.select().from(accounts).where(eq(accounts.email, input.email)),
  );
  const keys = signInKeys(input.email, visitor.address);
  const isAtHome = account && (await isKnownAddress(account.id, visitor.address, now));
  await reserveAttempt(
    isAtHome ? [keys.pair, keys.address] : [keys.pair, keys.address, keys.account],
    now,
  );
  const isRight = await isPassword(input.password, account?.passwordHash);
  if (!account || !isRight) return refuse(visitor, account?.id, "wrong_credentials", now);
  if (account.state !== "active") return refuse(visitor, account.id, "account_disabled", now);
  return write(async (tx) => {
    // Hashing took a while: whoever was disabled or changed the password meanwhile has the last word.
    const [current] = await lockRows(
      tx
        .select({ id: accounts.id, role: accounts.role })
        .from(accounts)
        .where(
          and(
            eq(accounts.id, account.id),
            eq(accounts.state, "active"),
            eq(accounts.passwordHash, account.passwordHash),
          ),
        ),
    );
    if (!current) throw new AppError("wrong_credentials");
    await forgetAttempts(tx, [keys.pair, keys.account]);
    await takeBackAttempt(tx, keys.address);
    return startSession(tx, visitor, current, now);
  });
}

async function refuse(
  visitor: Visitor,
  accountId: string | undefined,
  reason: "wrong_credentials" | "account_disabled",
  now: Date,
): Promise<never> {
  // The typed address is not kept: people type their password there by mistake.
  await write((tx) =>
    recordAudit(tx, {
      action: "session.refused",
      actor: { kind: "system", job: "sign-in" },
      at: now,
      ...(accountId && { accountId }),
      details: { reason, address: visitor.address },
    }),
  );
  throw new AppError(reason);
}
