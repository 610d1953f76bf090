import "server-only";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { openConnection } from "@/lib/connections/open-connection";
import { noteFailure, noteSuccess } from "@/lib/connections/trip-breaker";
import { crashPoint } from "@/lib/kernel/fault-injection";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import type { AuditAction } from "@/lib/vocabulary/audit";
import { announceChange } from "./change-status";
import { findCurrentDocument } from "./find-attempt";
import { openReference } from "./keep-reference";
import { findEnvelope } from "./load-delivery";
import { requireConnection, timelineOf } from "./queries";
import { enqueueReadBack } from "./request-read-back";
import { tellProvider } from "./request-telling";

/**
 * The `tell-provider` job: told once, as often as it takes; then a read-back keeps what came of it.
 * @throws ProviderError, TransportError; whoever called tries again
 */
export async function runTellProvider(
  { envelopeId }: { envelopeId: string },
  now: Date,
): Promise<void> {
  const envelope = await findEnvelope(envelopeId);
  const document = await read((db) => findCurrentDocument(db, envelopeId));
  const events = await read((db) => timelineOf(db, envelopeId));
  const isKnown = (wanted: AuditAction) => events.some(({ action }) => action === wanted);
  if (!envelope || !document || isKnown("envelope.provider_told")) return;
  const row = await read((db) => requireConnection(db, envelope.connectionId));
  const { session, provider } = openConnection(row, { envelopeId });
  if (!session.cancel) throw new Error(`${provider.id} cannot be told`);
  crashPoint("tell.before");
  try {
    await session.cancel(openReference(document));
  } catch (error) {
    if (error instanceof ProviderError || error instanceof TransportError) {
      const { code } = error;
      await write(async (tx) => {
        await noteFailure(tx, row.id, code, now);
        if (!isKnown("envelope.provider_not_told"))
          await note(tx, envelopeId, "envelope.provider_not_told", { code }, now);
      });
    }
    throw error;
  }
  crashPoint("tell.after");
  await write(async (tx) => {
    await noteSuccess(tx, row.id);
    await note(tx, envelopeId, "envelope.provider_told", {}, new Date());
    await enqueueReadBack(tx, envelopeId, new Date(), { isSoon: true });
  });
}

async function note(
  tx: Tx,
  envelopeId: string,
  action: AuditAction,
  details: Readonly<Record<string, string>>,
  at: Date,
): Promise<void> {
  const actor = { kind: "system", job: tellProvider.name } as const;
  await recordAudit(tx, { action, actor, at, envelopeId, details });
  announceChange(envelopeId);
}
