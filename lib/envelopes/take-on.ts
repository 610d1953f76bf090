import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import type { Snapshot, Values } from "@/lib/provider-kit/contract";
import { ProviderError } from "@/lib/provider-kit/errors";
import { adoptAttempt, bindDocument } from "./bind-document";
import type { Case } from "./look-there";
import { look } from "./look-there";
import { lockEnvelope } from "./queries";
import { isOurs } from "./recognise-document";

/** Reads what a callback speaks of. @throws ProviderError, TransportError */
export async function lookWhetherOurs(
  open: Case,
  reference: Values,
  now: Date,
): Promise<Snapshot | "unknown_document" | "not_ours"> {
  const snapshot = await look(open, reference, false, now).catch((error: unknown) => {
    // A number that the provider does not know is not this attempt's document.
    if (error instanceof ProviderError && error.code === "unknown_document") return undefined;
    throw error;
  });
  if (!snapshot) return "unknown_document";
  const { capabilities } = open.connection.provider;
  return isOurs(snapshot, open.envelope, open.people, capabilities) ? snapshot : "not_ours";
}

/**
 * Takes a document on that a callback named and that was found to be this envelope's.
 * @returns false when it belongs to another attempt, or the attempt has another document
 */
export async function takeOn(
  tx: Tx,
  { envelope: { id }, connection, actor }: Case,
  attemptId: string,
  { externalId, reference }: { readonly externalId: string; readonly reference: Values },
  now: Date,
): Promise<boolean> {
  const envelope = await lockEnvelope(tx, id);
  const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, attemptId));
  if (!attempt) return false;
  const found = {
    connectionId: connection.id,
    envelope,
    attempt,
    externalId,
    reference,
    actor,
    now,
  };
  if (!(await bindDocument(tx, found))) return false;
  // While its sender still waits for the answer, the sender takes it on itself.
  const isUnderWay = attempt.state === "prepared" || attempt.state === "sending";
  if (!isUnderWay && envelope.status !== "queued")
    await adoptAttempt(tx, attempt, externalId, "callback", actor, now);
  return true;
}
