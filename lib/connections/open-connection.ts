import "server-only";
import { env } from "@/lib/kernel/env";
import { scaled } from "@/lib/kernel/fault-injection";
import { capabilitiesOf } from "@/lib/provider-kit/capabilities-of";
import type { ProviderSession, SigningProvider, Values } from "@/lib/provider-kit/contract";
import { secretsOf } from "@/lib/provider-kit/describe-inputs";
import type { Transport } from "@/lib/provider-kit/http";
import { createTransport, DownloadError, TransportError } from "@/lib/provider-kit/http";
import { shareFlight } from "@/lib/provider-kit/share-flight";
import { requireProvider } from "@/lib/providers/registry";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import { currentSettings, findSandbox, leadsToOwnSandbox } from "./find-sandbox";
import { keepMemory } from "./keep-memory";
import { recordCalls } from "./record-call";
import type { ConnectionRow } from "./seal-settings";

export type OpenConnection = {
  readonly id: string;
  readonly provider: SigningProvider;
  readonly settings: Values;
  readonly session: ProviderSession;
  readonly transport: Transport;
  readonly baseUrl: URL | null;
  readonly isRehearsal: boolean;
};

type About = {
  readonly envelopeId?: string;
  /** Milliseconds that one call may take; as long as a create may when nobody waits for it. */
  readonly patience?: number;
  /** Of a test of the connection: whether it went well, once that is known. */
  readonly testedWell?: Promise<boolean>;
};

/** Milliseconds from a call to the last byte of its answer. */
const longestCall = 60_000;
/** However much a test hurries: a busy machine needs that long for a call that goes well. */
const shortestPatience = 5_000;

/** To a sandbox of our own nothing but that sandbox is within reach, whatever the operator allows. */
function openTransport(row: ConnectionRow, patience: number | undefined): Transport {
  const limits = { totalTimeout: patience ?? Math.max(scaled(longestCall), shortestPatience) };
  if (!leadsToOwnSandbox(row))
    return createTransport({ privateHosts: env().PROVIDER_PRIVATE_HOSTS, ...limits });
  const sandbox = findSandbox(row);
  return sandbox
    ? createTransport({ privateHosts: [new URL(sandbox.url).host], ...limits })
    : notRunning;
}

const refuse = async (): Promise<never> => {
  throw new TransportError("refused", "sandbox", true);
};
/** As a service is that is down: what is to be sent waits, and is sent when it is back. */
const notRunning: Transport = {
  request: refuse,
  once: refuse,
  download: async () => {
    throw new DownloadError("file_unavailable", "sandbox");
  },
};

/**
 * What a connection's provider can do under its settings; where these cannot be read, because they are
 * of another version, what it can at most. For screens, which must open all the same.
 */
export function capabilitiesUnder(row: ConnectionRow): Capabilities {
  const provider = requireProvider(row.providerId);
  const settings = provider.settings.safeParse(currentSettings(row));
  return settings.success ? capabilitiesOf(provider, settings.data) : provider.capabilities;
}

/** A connection with its secrets, ready to talk. Every call that goes through it is recorded. */
export function openConnection(
  row: ConnectionRow,
  { envelopeId, patience, testedWell }: About = {},
): OpenConnection {
  const provider = requireProvider(row.providerId);
  const settings: Values = provider.settings.parse(currentSettings(row));
  const transport = recordCalls(openTransport(row, patience), {
    connectionId: row.id,
    envelopeId: envelopeId ?? null,
    secrets: secretsOf(provider.settings, settings),
    ...(testedWell && { testedWell }),
  });
  const session = provider.open(settings, {
    transport,
    memory: keepMemory(row.id, settings),
    now: () => new Date(),
    shareFlight: (name, work) => shareFlight(`${row.id}/${name}`, work),
  });
  return {
    id: row.id,
    provider,
    settings,
    session,
    transport,
    baseUrl: provider.baseUrl(settings),
    isRehearsal: row.isRehearsal,
  };
}
