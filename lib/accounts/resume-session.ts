import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { read, write } from "@/db/client";
import { accounts, sessions } from "@/db/schema/accounts";
import type { Locale } from "@/lib/i18n/locales";
import { defaultLocale, isLocale } from "@/lib/i18n/locales";
import { tokenHash } from "@/lib/kernel/encryption";
import type { Role } from "@/lib/vocabulary/account";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { Visitor } from "@/lib/vocabulary/visitor";
import { teamIdsOf } from "./teams-of";

export const idleMilliseconds = 30 * 60_000;
export const absoluteMilliseconds = 12 * 3_600_000;
const touchMilliseconds = 60_000;

export type Session = {
  readonly actor: AccountActor;
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly language: Locale;
  };
  readonly sessionId: string;
};

/** Whether a session that nobody ended has not run out by itself. */
export const isWithinLimits = (
  session: { readonly startedAt: Date; readonly lastSeenAt: Date },
  now: Date,
): boolean =>
  now.getTime() - session.lastSeenAt.getTime() < idleMilliseconds &&
  now.getTime() - session.startedAt.getTime() < absoluteMilliseconds;

/** Looks the session up as it stands now; undefined when it has ended in any way. */
export async function resumeSession(
  visitor: Visitor,
  token: string,
  now: Date,
): Promise<Session | undefined> {
  const found = await findOpen(token, now);
  if (!found) return undefined;
  const { session } = found;
  if (now.getTime() - session.lastSeenAt.getTime() >= touchMilliseconds)
    await write(async (tx) => {
      await tx.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, session.id));
    });
  return toSession(found, visitor);
}

/** The same without counting as activity, for what stays open or asks by itself. */
export async function peekSession(
  visitor: Visitor,
  token: string,
  now: Date,
): Promise<Session | undefined> {
  const found = await findOpen(token, now);
  return found && toSession(found, visitor);
}

type Found = {
  readonly session: typeof sessions.$inferSelect;
  readonly account: typeof accounts.$inferSelect;
};

async function findOpen(token: string, now: Date): Promise<Found | undefined> {
  const [found] = await read((db) =>
    db
      .select({ session: sessions, account: accounts })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(
        and(
          eq(sessions.tokenHash, tokenHash(token)),
          isNull(sessions.endedAt),
          eq(accounts.state, "active"),
        ),
      ),
  );
  return found && isWithinLimits(found.session, now) ? found : undefined;
}

async function toSession({ session, account }: Found, visitor: Visitor): Promise<Session> {
  return {
    actor: {
      kind: "account",
      accountId: account.id,
      role: account.role,
      teamIds: await read((db) => teamIdsOf(db, account.id)),
      address: visitor.address,
    },
    account: {
      id: account.id,
      name: account.name,
      email: account.email,
      role: account.role,
      language: isLocale(account.language) ? account.language : defaultLocale,
    },
    sessionId: session.id,
  };
}
