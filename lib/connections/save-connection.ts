import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { can } from "@/lib/policy/can";
import type { SigningProvider, Values } from "@/lib/provider-kit/contract";
import { findProvider, requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { ensureCallbackAddress } from "./callback-address";
import { leadsToOwnSandbox } from "./find-sandbox";
import { mergeSettings } from "./merge-settings";
import { countUnderWay, lockConnection } from "./queries";
import { resumeConnection } from "./retry-connection";
import type { SaveConnectionInput } from "./schema";
import type { ConnectionRow } from "./seal-settings";
import { openSettings, sealSettings } from "./seal-settings";

/**
 * Makes a connection, or changes one.
 * @returns its id
 * @throws AppError `forbidden`, `not_found`, `invalid` with the name of a setting and the reason,
 * `open_envelopes` when it would lead to another host with envelopes under way
 */
export async function saveConnection(
  actor: AccountActor,
  { connectionId, providerId, ...input }: SaveConnectionInput,
  now: Date,
): Promise<{ connectionId: string }> {
  if (!can(actor, "connection.manage")) throw new AppError("forbidden");
  const provider = findProvider(providerId);
  if (!provider) throw new AppError("not_found");
  return write(async (tx) => {
    if (connectionId === null)
      return { connectionId: await create(tx, actor, provider, input, now) };
    const row = await lockConnection(tx, connectionId);
    if (row.providerId !== providerId) throw new AppError("not_found");
    await changeConnection(tx, actor, row, input, now);
    return { connectionId };
  });
}

/** An envelope is read back where its connection leads: at another host it may be another's, or none. */
async function refuseToMoveOpen(tx: Tx, connectionId: string): Promise<void> {
  const count = await countUnderWay(tx, connectionId);
  if (count > 0) throw new AppError("open_envelopes", undefined, { count });
}

type Input = Pick<SaveConnectionInput, "name" | "isRehearsal" | "movesOpenEnvelopes"> & {
  readonly settings: Values;
};

async function create(
  tx: Tx,
  actor: AccountActor,
  provider: SigningProvider,
  { settings: typed, name, isRehearsal }: Input,
  now: Date,
): Promise<string> {
  const id = newId(now.getTime());
  const { settings } = mergeSettings(provider, undefined, typed);
  await tx.insert(connections).values({
    id,
    providerId: provider.id,
    name,
    isRehearsal,
    settingsEncrypted: sealSettings(id, settings),
    createdAt: now,
  });
  await ensureCallbackAddress(tx, { id, providerId: provider.id }, now);
  await recordAudit(tx, {
    action: "connection.created",
    actor,
    at: now,
    details: { connectionId: id, connection: name, isRehearsal, ...whereTo(provider, settings) },
  });
  return id;
}

/** Changes a locked connection. @throws AppError `invalid` with the name of a setting and the reason, `conflict` for a sandbox of our own */
export async function changeConnection(
  tx: Tx,
  actor: AccountActor,
  row: ConnectionRow,
  { settings: typed, name, isRehearsal, movesOpenEnvelopes }: Input,
  now: Date,
): Promise<void> {
  // It has nothing to set, and must never pass for a real service.
  if (leadsToOwnSandbox(row)) throw new AppError("conflict");
  const provider = requireProvider(row.providerId);
  const stored = openSettings(row);
  const { settings, isMoved } = mergeSettings(provider, stored, typed);
  if (isMoved && !movesOpenEnvelopes) await refuseToMoveOpen(tx, row.id);
  const isSame = JSON.stringify(settings) === JSON.stringify(stored);
  await tx
    .update(connections)
    .set({
      name,
      isRehearsal,
      updatedAt: now,
      ...(!isSame && {
        settingsEncrypted: sealSettings(row.id, settings),
        memoryEncrypted: null,
        memoryRev: row.memoryRev + 1,
      }),
    })
    .where(eq(connections.id, row.id));
  await ensureCallbackAddress(tx, row, now);
  if (!isSame) await resumeConnection(tx, row.id, now);
  await recordAudit(tx, {
    action: "connection.changed",
    actor,
    at: now,
    details: {
      connectionId: row.id,
      connection: name,
      isRehearsal,
      ...whereTo(provider, settings),
      ...(isMoved && { formerHost: provider.baseUrl(stored)?.host ?? null }),
    },
  });
}

const whereTo = (provider: SigningProvider, settings: Values) => ({
  provider: provider.displayName,
  host: provider.baseUrl(settings)?.host ?? null,
});
