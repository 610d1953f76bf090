import "server-only";
import { notFound } from "next/navigation";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import type { UnheardCallbacks } from "@/lib/callbacks/list-unheard";
import { strayCallbacksOf } from "@/lib/callbacks/list-unheard";
import { isPublicUrlLocal, publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import type { SigningProvider } from "@/lib/provider-kit/contract";
import { findProvider, providers, requireProvider } from "@/lib/providers/registry";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { ConnectionHealth } from "./describe-health";
import { describeHealth } from "./describe-health";
import type { SettingView } from "./describe-settings";
import { describeSettings } from "./describe-settings";
import type { CallBodies, CallRow } from "./queries";
import {
  countWaiting,
  findCallBodies,
  listCalls,
  listConnections,
  requireConnection,
} from "./queries";
import type { ConnectionRow } from "./seal-settings";
import { openSettings } from "./seal-settings";

const shownCalls = 50;

export type ProviderView = {
  readonly id: string;
  readonly name: string;
  readonly capabilities: Capabilities;
};
export type ConnectionView = {
  readonly id: string;
  readonly name: string;
  readonly provider: ProviderView;
  /** Host and port that its calls go to; null for one that never leaves. */
  readonly host: string | null;
  readonly isEnabled: boolean;
  readonly isRehearsal: boolean;
  readonly health: ConnectionHealth;
  readonly lastCall: CallRow | null;
};

const toProviderView = ({ id, displayName, capabilities }: SigningProvider): ProviderView => ({
  id,
  name: displayName,
  capabilities,
});

async function toView(db: Db, row: ConnectionRow, now: Date): Promise<ConnectionView> {
  const provider = requireProvider(row.providerId);
  const [lastCall = null] = await listCalls(db, row.id, 1);
  return {
    id: row.id,
    name: row.name,
    provider: toProviderView(provider),
    host: provider.baseUrl(openSettings(row))?.host ?? null,
    isEnabled: row.isEnabled,
    isRehearsal: row.isRehearsal,
    health: describeHealth(row, provider.capabilities, lastCall, now),
    lastCall,
  };
}

/** Services outside that this version knows. */
const outside = () => providers.filter(({ capabilities }) => capabilities.hosted === "there");

export async function loadConnections() {
  await requirePermission("connection.manage");
  const now = new Date();
  const views = await read(async (db) => {
    const found: ConnectionView[] = [];
    // A row of a provider that a newer version brought is not of this version.
    for (const row of await listConnections(db))
      if (findProvider(row.providerId)) found.push(await toView(db, row, now));
    return found;
  });
  return { connections: views, mayAdd: outside().length > 0 };
}

/** @param providerId the one that was chosen; without it there is only the choice */
export async function loadNewConnection(providerId: string | undefined) {
  await requirePermission("connection.manage");
  const chosen = outside().find(({ id }) => id === providerId);
  if (providerId !== undefined && !chosen) notFound();
  return {
    choices: outside().map(toProviderView),
    chosen: chosen && {
      provider: toProviderView(chosen),
      settings: describeSettings(chosen, undefined),
    },
  };
}

export type ConnectionPage = {
  readonly connection: ConnectionView;
  readonly settings: readonly SettingView[];
  /** Envelopes that wait to be sent through it. */
  readonly waiting: number;
  readonly calls: readonly CallRow[];
  readonly opened: (CallBodies & { readonly id: string }) | null;
  /** Where the provider calls the portal; null for one that never does. */
  readonly callbacks: { readonly start: string; readonly isLocal: boolean } | null;
  /** Calls that claim to be its provider's and belong to no envelope. */
  readonly strays: readonly UnheardCallbacks[];
};

/** @param callId the call whose bodies are shown */
export async function loadConnection(
  connectionId: string,
  callId: string | undefined,
): Promise<ConnectionPage> {
  await requirePermission("connection.manage");
  return read(async (db) => {
    const row = await requireConnection(db, connectionId).catch(toNotFound);
    const provider = requireProvider(row.providerId);
    const bodies = callId ? await findCallBodies(db, connectionId, callId) : undefined;
    return {
      connection: await toView(db, row, new Date()),
      settings: describeSettings(provider, openSettings(row)),
      waiting: await countWaiting(db, connectionId),
      calls: await listCalls(db, connectionId, shownCalls),
      opened: callId && bodies ? { id: callId, ...bodies } : null,
      callbacks:
        provider.capabilities.callbacks.address === "per_attempt"
          ? { start: `${publicUrl()}/api/callbacks/${provider.id}/`, isLocal: isPublicUrlLocal() }
          : null,
      strays: await strayCallbacksOf(db, provider.id),
    };
  });
}

function toNotFound(error: unknown): never {
  if (error instanceof AppError) notFound();
  throw error;
}
