import { asc } from "drizzle-orm";
import { read, write } from "@/db/client";
import {
  accounts,
  invitations,
  limitedAttempts,
  organisation,
  sessions,
} from "@/db/schema/accounts";
import { auditEvents, meta } from "@/db/schema/system";
import { newId } from "@/lib/kernel/ids";
import type { Role } from "@/lib/vocabulary/account";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { hashPassword } from "./hash-password";

export const testPassword = "quiet river under stones";
export const visitor: Visitor = { address: "192.0.2.7", userAgent: "Test" };

// Hashing takes half a second and 128 MB on purpose: once is enough.
let hash: Promise<string> | undefined;

/** Somebody with an account, as an actor. The password is `testPassword`. */
export async function makeAccount(role: Role, name: string, now: Date): Promise<AccountActor> {
  hash ??= hashPassword(testPassword);
  const passwordHash = await hash;
  const id = newId(now.getTime());
  await write(async (tx) => {
    await tx.insert(accounts).values({
      id,
      email: `${name.toLowerCase()}@example.com`,
      name,
      passwordHash,
      role,
      state: "active",
      language: "en",
      createdAt: now,
    });
  });
  return { kind: "account", accountId: id, role, teamIds: null, address: visitor.address };
}

/** Nobody has an account any more; the audit stays, as it always does. */
export const forgetEverybody = (): Promise<void> =>
  write(async (tx) => {
    await tx.delete(sessions);
    await tx.delete(invitations);
    await tx.delete(accounts);
    await tx.delete(organisation);
    await tx.delete(limitedAttempts);
    await tx.delete(meta);
  });

/** The actions in the audit, in the order in which they happened. */
export async function auditedActions(): Promise<string[]> {
  const rows = await read((db) =>
    db.select({ action: auditEvents.action }).from(auditEvents).orderBy(asc(auditEvents.sequence)),
  );
  return rows.map(({ action }) => action);
}

export const minutesAfter = (now: Date, minutes: number): Date =>
  new Date(now.getTime() + minutes * 60_000);
