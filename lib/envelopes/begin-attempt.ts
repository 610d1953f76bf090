import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { linkTokens } from "@/db/schema/links";
import { leadsToOwnSandbox } from "@/lib/connections/find-sandbox";
import type { OpenConnection } from "@/lib/connections/open-connection";
import { derivedToken, tokenHash } from "@/lib/kernel/encryption";
import { localUrl, publicUrl } from "@/lib/kernel/env";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { newId } from "@/lib/kernel/ids";
import { processName } from "@/lib/kernel/process-name";
import type { AttemptTexts } from "@/lib/provider-kit/fill-call";
import type { SystemActor } from "@/lib/vocabulary/actor";
import { changeStatus } from "./change-status";
import type { AttemptRow } from "./find-attempt";
import { findOtherDocument } from "./find-attempt";
import type { Delivery } from "./load-delivery";
import { callHash } from "./send-envelope";

/** How long an attempt belongs to the process that began it. Longer than any call may take. */
export const claimMilliseconds = 180_000;

/**
 * The addresses that only this attempt has. Their tokens are made again from its row, never stored.
 * A sandbox beside the portal is told where the portal listens: it may not reach the public address.
 */
export const attemptAddresses = (
  { id, provider }: Pick<OpenConnection, "id" | "provider">,
  attemptId: string,
): AttemptTexts => {
  const origin = leadsToOwnSandbox({ id }) ? localUrl() : publicUrl();
  return {
    callback_url: `${origin}/api/callbacks/${provider.id}/${derivedToken("callback", attemptId)}`,
    printable_url: `${origin}/api/printable/${derivedToken("printable", attemptId)}`,
  };
};

/**
 * T1: from `queued` to `sending`, with an attempt of its own. What leaves the portal is claimed by
 * this process and gets a callback address.
 * @throws AppError `conflict` when somebody else was quicker
 */
export async function beginAttempt(
  { envelope, call, connection }: Delivery,
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
    const [row] = await tx
      .insert(attempts)
      .values({
        id: newId(now.getTime()),
        envelopeId: envelope.id,
        number,
        requestSha256: callHash(call),
        state: "prepared",
        startedAt: now,
        ...(leaves && {
          claimedBy: processName(),
          claimedUntil: new Date(now.getTime() + claimMilliseconds),
        }),
      })
      .returning();
    if (!row) throw new Error("An attempt was not written");
    const { callbacks, document } = connection.provider.capabilities;
    if (leaves && callbacks.address === "per_attempt")
      await insertAttemptToken(tx, "callback", row.id, now);
    if (leaves && envelope.documentId && document.includes("link"))
      await insertAttemptToken(tx, "printable", row.id, now);
    return row;
  });
  crashPoint("t1.after");
  return attempt;
}

/** The hash of a token that the attempt's own row gives back (`attemptAddresses`). */
export const insertAttemptToken = (
  tx: Tx,
  kind: "callback" | "printable",
  attemptId: string,
  now: Date,
) =>
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
