import "server-only";
import type { Tx } from "@/db/client";
import { read, write } from "@/db/client";
import { callbackChecks } from "@/db/schema/delivery";
import { recordAudit } from "@/lib/audit/record-audit";
import type { MissedCallback } from "@/lib/callbacks/schema";
import { findCallbackAddress, hasOwnAddress } from "@/lib/connections/callback-address";
import { describeTrouble } from "@/lib/connections/describe-trouble";
import { openConnection } from "@/lib/connections/open-connection";
import { requireConnection } from "@/lib/connections/queries";
import { settleCalls } from "@/lib/connections/record-call";
import type { ConnectionInput } from "@/lib/connections/schema";
import type { ConnectionRow } from "@/lib/connections/seal-settings";
import { noteFailure, noteSuccess } from "@/lib/connections/trip-breaker";
import { AppError } from "@/lib/kernel/errors";
import { can } from "@/lib/policy/can";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import { ProviderError } from "@/lib/provider-kit/errors";
import { TransportError } from "@/lib/provider-kit/http";
import type { AccountActor, Actor } from "@/lib/vocabulary/actor";
import type { Trouble } from "@/lib/vocabulary/delivery";
import { askMissedCallbacks } from "./ask-callback-logs";
import { announceChange } from "./change-status";
import { openReference } from "./keep-reference";
import {
  checkCallbacks,
  isMadeUp,
  openDocumentsOf,
  planCallbackCheck,
} from "./plan-callback-check";
import { enqueueReadBack } from "./request-read-back";

export type CallbackCheck = {
  /** How many did not arrive, and were not made up for. */
  readonly missed: number;
  /** Why the provider did not tell; null when it did. */
  readonly trouble: Trouble | null;
};

/** Milliseconds until a provider is asked again that did not answer. */
const pauseAfterTrouble = 3_600_000;
/** A person may wait for it. Milliseconds for one call. */
const patience = 10_000;

/** The `check-callbacks` job. It plans the next one, as long as a document is open. */
export async function runCheckCallbacks(
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<void> {
  const row = await read((db) => requireConnection(db, connectionId));
  if ((await read((db) => openDocumentsOf(db, connectionId))).length === 0) return;
  const { trouble } = await look(row, { kind: "system", job: checkCallbacks.name }, now);
  await write((tx) => planCallbackCheck(tx, row, now, trouble ? pauseAfterTrouble : undefined));
}

/**
 * Asks at once. @throws AppError `forbidden`, `not_found`, `conflict` for a provider that does not
 * remember its callbacks
 */
export async function checkCallbacksNow(
  actor: AccountActor,
  { connectionId }: ConnectionInput,
  now: Date,
): Promise<CallbackCheck> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  const row = await read((db) => requireConnection(db, connectionId));
  if (!hasOwnAddress(row)) throw new AppError("conflict");
  const check = await look(row, actor, now);
  await settleCalls();
  const { missed, trouble } = check;
  await write((tx) =>
    recordAudit(tx, {
      action: "connection.callbacks_checked",
      actor,
      at: now,
      details: { connectionId, connection: row.name, missed, problem: trouble?.code ?? null },
    }),
  );
  return check;
}

async function look(row: ConnectionRow, actor: Actor, now: Date): Promise<CallbackCheck> {
  const open = openConnection(row, { patience });
  const [documents, address] = await read(async (db) => [
    await openDocumentsOf(db, row.id),
    await findCallbackAddress(db, row),
  ]);
  try {
    const references = documents.map(openReference);
    const missed = await askMissedCallbacks(open, references, address);
    return await write((tx) => noteMissed(tx, row, missed, actor, now));
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof TransportError)) throw error;
    const trouble = describeTrouble(error, secretsOf(open.provider.settings, open.settings));
    await write(async (tx) => {
      await noteFailure(tx, row.id, error.code, now);
      await keepCheck(tx, row.id, { checkedAt: now, trouble });
    });
    return { missed: 0, trouble };
  }
}

/** What was not made up for yet is read back. */
async function noteMissed(
  tx: Tx,
  { id }: ConnectionRow,
  missed: readonly MissedCallback[],
  actor: Actor,
  now: Date,
): Promise<CallbackCheck> {
  await noteSuccess(tx, id);
  await keepCheck(tx, id, { checkedAt: now, answeredAt: now, trouble: null, missed });
  let count = 0;
  for (const { externalId, envelopeId, readAt } of await openDocumentsOf(tx, id)) {
    const [first, ...others] = missed.filter(
      (each) => each.externalId === externalId && !isMadeUp(each, readAt),
    );
    if (!first) continue;
    const number = 1 + others.length;
    count += number;
    await enqueueReadBack(tx, envelopeId, now, { isSoon: true });
    await recordAudit(tx, {
      action: "callback.missed",
      actor,
      at: now,
      envelopeId,
      details: { missed: number, status: first.answerStatus },
    });
    announceChange(envelopeId);
  }
  return { missed: count, trouble: null };
}

type Kept = Omit<Partial<typeof callbackChecks.$inferInsert>, "connectionId"> & {
  readonly checkedAt: Date;
};

const keepCheck = async (tx: Tx, connectionId: string, set: Kept): Promise<void> => {
  await tx
    .insert(callbackChecks)
    .values({ connectionId, missed: [], ...set })
    .onConflictDoUpdate({ target: callbackChecks.connectionId, set });
};
