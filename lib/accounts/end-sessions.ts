import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { sessions } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";

type Ending = {
  readonly accountId: string;
  readonly reason: "signed_out" | "password" | "role" | "disabled";
  /** The one session that goes on. */
  readonly except?: string;
};

/** Ends every session of an account, in the write that gives the reason. */
export async function endSessionsOf(
  tx: Tx,
  actor: AccountActor,
  { accountId, reason, except }: Ending,
  now: Date,
): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.accountId, accountId),
        isNull(sessions.endedAt),
        ...(except ? [ne(sessions.id, except)] : []),
      ),
    )
    .returning({ id: sessions.id });
  if (ended.length === 0) return;
  await recordAudit(tx, {
    action: "session.all_ended",
    actor,
    accountId,
    at: now,
    details: { reason, sessions: ended.length },
  });
}

/** Signs the person out of every browser, this one too. */
export const endSessions = (actor: AccountActor, now: Date): Promise<void> =>
  write((tx) =>
    endSessionsOf(tx, actor, { accountId: actor.accountId, reason: "signed_out" }, now),
  );
