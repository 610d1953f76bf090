import "server-only";
import { read, write } from "@/db/client";
import { findDocument, openAttemptsOf } from "./find-attempt";
import { unsealReference } from "./keep-reference";
import { findEnvelope } from "./load-delivery";
import { loadCase } from "./look-there";
import type { RecognitionPayload } from "./request-recognition";
import { planRecognition } from "./request-recognition";
import { lookWhetherOurs, takeOn } from "./take-on";

/**
 * The `recognise-stranger` job: a document called at an address for all, and nobody knows it. Where
 * the answer to a create was lost, it may be what that create made, however its search ended.
 */
export async function runRecogniseStranger(payload: RecognitionPayload, now: Date): Promise<void> {
  const { connectionId, externalId, sealedFor } = payload;
  const { isKnown, open } = await read(async (db) => ({
    isKnown: (await findDocument(db, connectionId, externalId)) !== undefined,
    open: await openAttemptsOf(db, connectionId),
  }));
  if (isKnown) return;
  const reference = unsealReference(sealedFor, payload.reference);
  for (const attempt of open.filter(({ state }) => state === "unknown")) {
    const envelope = await findEnvelope(attempt.envelopeId);
    if (!envelope) continue;
    const found = await loadCase(envelope);
    const look = await lookWhetherOurs(found, reference, now);
    if (look === "unknown_document") return;
    if (look === "not_ours") continue;
    await write((tx) => takeOn(tx, found, attempt.id, { externalId, reference }, now));
    return;
  }
  const isWaiting = open.some(({ state }) => state !== "unknown");
  if (isWaiting) await write((tx) => planRecognition(tx, payload, now));
}
