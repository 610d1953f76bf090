import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { read } from "@/db/client";
import { accounts, sessions } from "@/db/schema/accounts";
import { isWithinLimits } from "./resume-session";

/** Asks without counting as activity, for what stays open by itself. */
export async function isSessionOpen(sessionId: string, now: Date): Promise<boolean> {
  const [found] = await read((db) =>
    db
      .select({ startedAt: sessions.startedAt, lastSeenAt: sessions.lastSeenAt })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(
        and(eq(sessions.id, sessionId), isNull(sessions.endedAt), eq(accounts.state, "active")),
      ),
  );
  return found !== undefined && isWithinLimits(found, now);
}
