import "server-only";
import { and, asc, desc, eq, gt, isNull } from "drizzle-orm";
import { read } from "@/db/client";
import { accounts, invitations, organisation, sessions } from "@/db/schema/accounts";
import { tokenHash } from "@/lib/kernel/encryption";
import { isOpen } from "./accept-invitation";
import { absoluteMilliseconds, isWithinLimits } from "./resume-session";

export type Person = Omit<typeof accounts.$inferSelect, "passwordHash">;
export type Organisation = typeof organisation.$inferSelect;
export type OpenInvitation = Pick<
  typeof invitations.$inferSelect,
  "id" | "email" | "name" | "role" | "expiresAt"
>;
export type LiveSession = Pick<
  typeof sessions.$inferSelect,
  "id" | "startedAt" | "lastSeenAt" | "address" | "userAgent"
>;

/** The office; undefined before it is set up. */
export const findOrganisation = (): Promise<Organisation | undefined> =>
  read(async (db) => (await db.select().from(organisation).limit(1))[0]);

/** Everybody with an account, by name. An office has hundreds at the most. */
export const listPeople = (): Promise<Person[]> =>
  read((db) =>
    db
      .select({
        id: accounts.id,
        email: accounts.email,
        name: accounts.name,
        role: accounts.role,
        state: accounts.state,
        language: accounts.language,
        createdAt: accounts.createdAt,
        lastSignedInAt: accounts.lastSignedInAt,
      })
      .from(accounts)
      .orderBy(asc(accounts.name), asc(accounts.id)),
  );

export const listOpenInvitations = (now: Date): Promise<OpenInvitation[]> =>
  read((db) =>
    db
      .select({
        id: invitations.id,
        email: invitations.email,
        name: invitations.name,
        role: invitations.role,
        expiresAt: invitations.expiresAt,
      })
      .from(invitations)
      .where(
        and(
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, now),
        ),
      )
      .orderBy(desc(invitations.createdAt)),
  );

/** What the invitation page shows; undefined when the link no longer works. Changes nothing. */
export async function findOpenInvitation(
  token: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [invitation] = await read((db) =>
    db
      .select()
      .from(invitations)
      .where(eq(invitations.tokenHash, tokenHash(token))),
  );
  if (!invitation || !isOpen(invitation, now)) return undefined;
  const { id, email, name, role, expiresAt } = invitation;
  return { id, email, name, role, expiresAt };
}

/** The browsers in which an account is signed in, the latest first. */
export async function listLiveSessions(accountId: string, now: Date): Promise<LiveSession[]> {
  const rows = await read((db) =>
    db
      .select({
        id: sessions.id,
        startedAt: sessions.startedAt,
        lastSeenAt: sessions.lastSeenAt,
        address: sessions.address,
        userAgent: sessions.userAgent,
      })
      .from(sessions)
      .where(
        and(
          eq(sessions.accountId, accountId),
          isNull(sessions.endedAt),
          gt(sessions.startedAt, new Date(now.getTime() - absoluteMilliseconds)),
        ),
      )
      .orderBy(desc(sessions.lastSeenAt)),
  );
  return rows.filter((session) => isWithinLimits(session, now));
}
