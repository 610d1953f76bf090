import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { linkTokens } from "@/db/schema/links";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import { processName } from "@/lib/kernel/process-name";
import { listInserts } from "@/lib/provider-kit/fill-call";
import type { SystemActor } from "@/lib/vocabulary/actor";
import type { AttemptTokenKind } from "./attempt-texts";
import { attemptTokens } from "./attempt-texts";
import { changeStatus } from "./change-status";
import type { AttemptRow } from "./find-attempt";
import { findOtherDocument } from "./find-attempt";
import type { Delivery } from "./load-delivery";
import { callHash } from "./send-envelope";

/** How long an attempt belongs to the process that began it. Longer than any call may take. */
export const claimMilliseconds = 180_000;

/**
 * T1: from `queued` to `sending`, with an attempt of its own. What leaves the portal is claimed by
 * this process and gets a callback address.
 * @throws AppError `conflict` when somebody else was quicker
 */
export async function beginAttempt(
  { envelope, call }: Delivery,
  actor: SystemActor,
  now: Date,
): Promise<AttemptRow> {
  crashPoint("t1.before");
  const attempt = await write(async (tx) => {
    const number = envelope.currentAttempt + 1;
    await changeStatus(tx, envelope, {
      to: "sending",
      action: "envelope.sending",
      actor,
      at: now,
      details: { attempt: number },
      set: { currentAttempt: number, nextTryAt: null },
    });
    const leaves = call.kind === "http";
    const inserts = leaves ? listInserts(call) : null;
    const [row] = await tx
      .insert(attempts)
      .values({
        id: newId(now.getTime()),
        envelopeId: envelope.id,
        number,
        requestSha256: callHash(call),
        state: "prepared",
        startedAt: now,
        inserts,
        ...(leaves && {
          claimedBy: processName(),
          claimedUntil: new Date(now.getTime() + claimMilliseconds),
        }),
      })
      .returning();
    if (!row) throw new Error("An attempt was not written");
    for (const insert of inserts ?? [])
      if (insert in attemptTokens)
        await insertAttemptToken(
          tx,
          attemptTokens[insert as keyof typeof attemptTokens],
          row.id,
          now,
        );
    return row;
  });
  crashPoint("t1.after");
  return attempt;
}

/** The hash of a token that the attempt's own row gives back (`attemptTexts`). */
export const insertAttemptToken = (tx: Tx, kind: AttemptTokenKind, attemptId: string, now: Date) =>
  tx.insert(linkTokens).values({
    id: newId(now.getTime()),
    hash: tokenHash(derivedToken(kind, attemptId)),
    kind,
    attemptId,
    createdAt: now,
  });

/** How much of the claim must be left when the first byte leaves: a whole call, and its commit. */
const longestCallMilliseconds = 75_000;

/** @throws ClaimLost when the attempt is not ours any more, or not for long enough */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

/** T2: the first byte is about to leave. From here on a crash means that nobody knows. */
export async function markSending(attempt: AttemptRow, now: Date): Promise<void> {
  crashPoint("t2.before");
  const left = (attempt.claimedUntil?.getTime() ?? 0) - now.getTime();
  if (left < longestCallMilliseconds) throw new ClaimLost();
  const moved = await write(async (tx) => {
    // An earlier attempt has turned up after all: then this one must not leave.
    if (await findOtherDocument(tx, attempt.envelopeId, attempt.id)) return [];
    return tx
      .update(attempts)
      .set({ state: "sending", sentAt: now })
      .where(
        and(
          eq(attempts.id, attempt.id),
          eq(attempts.state, "prepared"),
          eq(attempts.claimedBy, attempt.claimedBy ?? ""),
        ),
      )
      .returning({ id: attempts.id });
  });
  if (moved.length === 0) throw new ClaimLost();
  crashPoint("t2.after");
}
