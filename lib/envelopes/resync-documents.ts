import "server-only";
import { write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { lockConnection } from "@/lib/connections/queries";
import type { ConnectionInput } from "@/lib/connections/schema";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { missedOf } from "./load-missed";
import { isMadeUp, openDocumentsOf } from "./plan-callback-check";
import { askReadBack } from "./request-read-back";

/**
 * Reads every open document back of which a callback did not arrive, and was not made up for.
 * @returns how many they are
 * @throws AppError `forbidden`, `not_found`
 */
export async function resyncDocuments(
  actor: AccountActor,
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<{ count: number }> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  return write(async (tx) => {
    const { name } = await lockConnection(tx, connectionId);
    const { missed } = await missedOf(tx, connectionId);
    const documents = (await openDocumentsOf(tx, connectionId)).filter(({ externalId, readAt }) =>
      missed.some((each) => each.externalId === externalId && !isMadeUp(each, readAt)),
    );
    for (const { envelopeId } of documents) await askReadBack(tx, envelopeId, now);
    await recordAudit(tx, {
      action: "connection.resynced",
      actor,
      at: now,
      details: { connectionId, connection: name, count: documents.length },
    });
    return { count: documents.length };
  });
}
