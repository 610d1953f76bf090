import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts, sessions } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import { randomToken, tokenHash } from "@/lib/kernel/encryption";
import { newId } from "@/lib/kernel/ids";
import type { Role } from "@/lib/vocabulary/account";
import type { Visitor } from "@/lib/vocabulary/visitor";

/** @returns the session token: only the browser keeps it. */
export async function startSession(
  tx: Tx,
  visitor: Visitor,
  account: { readonly id: string; readonly role: Role },
  now: Date,
): Promise<string> {
  const token = randomToken();
  await tx.insert(sessions).values({
    id: newId(now.getTime()),
    tokenHash: tokenHash(token),
    accountId: account.id,
    startedAt: now,
    lastSeenAt: now,
    address: visitor.address,
    userAgent: visitor.userAgent?.slice(0, 300) ?? null,
  });
  await tx.update(accounts).set({ lastSignedInAt: now }).where(eq(accounts.id, account.id));
  await recordAudit(tx, {
    action: "session.started",
    actor: {
      kind: "account",
      accountId: account.id,
      role: account.role,
      teamIds: [],
      address: visitor.address,
    },
    at: now,
  });
  return token;
}
