import "server-only";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { auditEvents, auditHead } from "@/db/schema/system";

/** An envelope that was given to somebody, in names. */
export type ChangeOfHands = {
  readonly envelopeId: string;
  readonly by: string;
  /** A colleague, or a team. */
  readonly to: string;
};

/** The last event of the office so far: what comes after it is news. */
export async function lastEvent(db: Db): Promise<number> {
  const [head] = await db
    .select({ sequence: auditHead.sequence })
    .from(auditHead)
    .where(eq(auditHead.id, "head"));
  return head?.sequence ?? 0;
}

/** Which of these envelopes were given to somebody after an event, and by whom; oldest first. */
export async function handsSince(
  db: Db,
  envelopeIds: readonly string[],
  since: number,
): Promise<ChangeOfHands[]> {
  const events = await db
    .select({
      envelopeId: auditEvents.envelopeId,
      actorId: auditEvents.actorId,
      accountId: auditEvents.accountId,
      details: auditEvents.details,
    })
    .from(auditEvents)
    .where(
      and(
        inArray(auditEvents.envelopeId, [...envelopeIds]),
        inArray(auditEvents.action, ["envelope.assigned", "envelope.handed_over"]),
        gt(auditEvents.sequence, since),
      ),
    )
    .orderBy(asc(auditEvents.sequence));
  const ids = events.flatMap(({ actorId, accountId }) => [actorId ?? "", accountId ?? ""]);
  const people = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.id, [...new Set(ids)]));
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name ?? "";
  return events.map(({ envelopeId, actorId, accountId, details }) => {
    const { owner, team } = JSON.parse(details) as { owner?: string; team?: string };
    const to = owner ?? team ?? nameOf(accountId);
    return { envelopeId: envelopeId ?? "", by: nameOf(actorId), to };
  });
}
