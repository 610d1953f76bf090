import "server-only";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { read, write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { scaled } from "@/lib/kernel/fault-injection";
import { log } from "@/lib/kernel/log";
import { isDeadProcess } from "@/lib/kernel/process-name";
import type { SystemActor } from "@/lib/vocabulary/actor";
import { adoptAttempt } from "./bind-document";
import type { AttemptRow } from "./find-attempt";
import { lockEnvelope } from "./queries";
import { settleNotSent, settleUnknown } from "./settle-attempt";

const actor: SystemActor = { kind: "system", job: "recover-attempts" };

const isAbandoned = (attempt: AttemptRow, now: Date): boolean =>
  isDeadProcess(attempt.claimedBy ?? "") || (attempt.claimedUntil ?? now) < now;

/**
 * Settles attempts whose process is known to be dead or whose claim has run out: what had not left
 * is sent again, what may have left is for a person, a callback or a read-back to find.
 * @returns how many
 */
export async function recoverAbandonedAttempts(now: Date): Promise<number> {
  const open = await read((db) =>
    db
      .select()
      .from(attempts)
      .where(and(inArray(attempts.state, ["prepared", "sending"]), isNotNull(attempts.claimedBy))),
  );
  const abandoned = open.filter((attempt) => isAbandoned(attempt, now));
  for (const { id } of abandoned) await recover(id, now);
  return abandoned.length;
}

const recover = (attemptId: string, now: Date): Promise<void> =>
  write(async (tx) => {
    const [known] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!known) return;
    const envelope = await lockEnvelope(tx, known.envelopeId);
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!attempt?.claimedBy || !isAbandoned(attempt, now)) return;
    const trouble = { code: "interrupted" } as const;
    const settling = { tx, envelope, attempt, actor, now };
    if (attempt.state === "prepared")
      await settleNotSent(settling, envelope.connectionId, { trouble });
    else if (attempt.state !== "sending") return;
    else if (attempt.externalId)
      await adoptAttempt(tx, attempt, attempt.externalId, "callback", actor, now);
    else await settleUnknown(settling, trouble);
  });

const pauseMilliseconds = 30_000;

/** Looks after abandoned attempts for as long as this worker lives. */
export function startRecovering(): { stop(): void } {
  const timer = setInterval(
    () =>
      recoverAbandonedAttempts(new Date()).catch((error: unknown) =>
        log.error("Abandoned attempts could not be looked after", { error }),
      ),
    scaled(pauseMilliseconds),
  );
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
