import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { write } from "@/db/client";
import { sessions } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";

/** Ends one session of the actor. Doing it twice changes nothing. */
export async function signOut(actor: AccountActor, sessionId: string, now: Date): Promise<void> {
  await write(async (tx) => {
    const ended = await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(
        and(
          eq(sessions.id, sessionId),
          eq(sessions.accountId, actor.accountId),
          isNull(sessions.endedAt),
        ),
      )
      .returning({ id: sessions.id });
    if (ended.length > 0) await recordAudit(tx, { action: "session.ended", actor, at: now });
  });
}
