import "server-only";
import { notFound } from "next/navigation";
import type { Db } from "@/db/client";
import { read } from "@/db/client";
import { isRehearsalOn } from "@/lib/accounts/choose-rehearsal";
import { requirePermission } from "@/lib/accounts/require-session";
import type { UnheardCallbacks } from "@/lib/callbacks/list-unheard";
import { strayCallbacksOf } from "@/lib/callbacks/list-unheard";
import { isPublicUrlLocal, publicUrl } from "@/lib/kernel/env";
import { AppError } from "@/lib/kernel/errors";
import type { SigningProvider } from "@/lib/provider-kit/contract";
import type { RehearsalReport } from "@/lib/provider-kit/rehearsal";
import { findProvider, providers, requireProvider } from "@/lib/providers/registry";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { findCallbackAddress } from "./callback-address";
import type { ConnectionHealth } from "./describe-health";
import { describeHealth } from "./describe-health";
import type { SettingView } from "./describe-settings";
import { describeSettings } from "./describe-settings";
import { currentSettings, findSandbox, leadsToOwnSandbox } from "./find-sandbox";
import { isRehearsalUnderWay } from "./keep-rehearsal";
import type { CallBodies, CallRow } from "./queries";
import {
  countWaiting,
  findCallBodies,
  listCalls,
  listConnections,
  requireConnection,
} from "./queries";
import { runningSandboxes } from "./run-sandboxes";
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
  /** Run by the portal itself: there is nothing to set. */
  readonly leadsToOwnSandbox: boolean;
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
    host: provider.baseUrl(currentSettings(row))?.host ?? null,
    leadsToOwnSandbox: leadsToOwnSandbox(row),
    isEnabled: row.isEnabled,
    isRehearsal: row.isRehearsal,
    // What the portal runs itself needs no test.
    health:
      findSandbox(row) && !lastCall
        ? { state: "well" }
        : describeHealth(row, provider.capabilities, lastCall, now),
    lastCall,
  };
}

/** Services outside that this version knows. */
const outside = () => providers.filter(({ capabilities }) => capabilities.hosted === "there");

export type RehearsalView = {
  readonly isOn: boolean;
  /** It was switched off, and documents that were sent before are still under way. */
  readonly isEnding: boolean;
  /** Where the messages to people lie; null while the sandboxes do not run. */
  readonly inboxUrl: string | null;
  /** Leads to the inbox from another computer, where the portal is open to others. */
  readonly tunnel: string | null;
};

const loadRehearsal = (): Promise<RehearsalView> =>
  read(async (db) => {
    const isOn = await isRehearsalOn(db);
    const running = runningSandboxes();
    return {
      isOn,
      isEnding: !isOn && (await isRehearsalUnderWay(db)),
      inboxUrl: running?.inboxUrl ?? null,
      tunnel: running && !isPublicUrlLocal() ? toTunnel(running) : null,
    };
  });

function toTunnel({ inboxUrl, sandboxes }: RehearsalReport): string {
  const hosts = [inboxUrl, ...sandboxes.map(({ pagesUrl }) => pagesUrl)].map(
    (url) => new URL(url).host,
  );
  const ends = hosts.map((host) => `-L ${host.split(":").at(-1)}:${host}`);
  return `ssh ${ends.join(" ")} ${new URL(publicUrl()).hostname}`;
}

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
  return { connections: views, mayAdd: outside().length > 0, rehearsal: await loadRehearsal() };
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

/** One address for all documents, which a person tells the provider. */
export type OneAddress = {
  readonly address: string;
  readonly isLocal: boolean;
  /** What it proves itself with; null for what is secret. */
  readonly told: readonly { readonly name: string; readonly value: string | null }[];
};

export type ConnectionPage = {
  readonly connection: ConnectionView;
  readonly settings: readonly SettingView[];
  /** Envelopes that wait to be sent through it. */
  readonly waiting: number;
  readonly calls: readonly CallRow[];
  readonly opened: (CallBodies & { readonly id: string }) | null;
  /** Whether its provider ever calls the portal. */
  readonly hasCallbacks: boolean;
  /** With what the addresses that it calls begin; null where there is one, or the portal tells it. */
  readonly addresses: { readonly start: string; readonly isLocal: boolean } | null;
  /** The address that it calls for all; null where there are many, or the portal tells it. */
  readonly oneAddress: OneAddress | null;
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
    const { address } = provider.capabilities.callbacks;
    const bodies = callId ? await findCallBodies(db, connectionId, callId) : undefined;
    return {
      connection: await toView(db, row, new Date()),
      settings: describeSettings(provider, openSettings(row)),
      waiting: await countWaiting(db, connectionId),
      calls: await listCalls(db, connectionId, shownCalls),
      opened: callId && bodies ? { id: callId, ...bodies } : null,
      hasCallbacks: address !== "none",
      addresses:
        address === "per_attempt" && !leadsToOwnSandbox(row)
          ? { start: `${publicUrl()}/api/callbacks/${provider.id}/`, isLocal: isPublicUrlLocal() }
          : null,
      oneAddress: leadsToOwnSandbox(row) ? null : await findOneAddress(db, row),
      strays: await strayCallbacksOf(db, row),
    };
  });
}

async function findOneAddress(db: Db, row: ConnectionRow): Promise<OneAddress | null> {
  const address = await findCallbackAddress(db, row);
  if (address === undefined) return null;
  const told = describeSettings(requireProvider(row.providerId), openSettings(row))
    .filter(({ isOurs }) => isOurs)
    .map(({ name, value, isSecret }) => ({ name, value: isSecret ? null : String(value ?? "") }));
  return { address, isLocal: isPublicUrlLocal(), told };
}

function toNotFound(error: unknown): never {
  if (error instanceof AppError) notFound();
  throw error;
}
