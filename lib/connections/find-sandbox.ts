import "server-only";
import type { Values } from "@/lib/provider-kit/contract";
import type { RehearsalReport } from "@/lib/provider-kit/rehearsal";
import { runningSandboxes } from "./run-sandboxes";
import type { ConnectionRow } from "./seal-settings";
import { openSettings } from "./seal-settings";

const prefix = "rehearsal-";

/** The one connection that leads to a provider's sandbox beside the portal. */
export const toRehearsalId = (providerId: string): string => `${prefix}${providerId}`;

/** Whether the portal itself runs the service that this connection leads to. */
export const leadsToOwnSandbox = ({ id }: Pick<ConnectionRow, "id">): boolean =>
  id.startsWith(prefix);

/** The sandbox that a connection leads to; undefined while it does not run. */
export const findSandbox = ({
  id,
}: Pick<ConnectionRow, "id">): RehearsalReport["sandboxes"][number] | undefined =>
  runningSandboxes()?.sandboxes.find(({ providerId }) => toRehearsalId(providerId) === id);

/** What screens say of a document that goes through a rehearsal connection. */
export type RehearsalMark = {
  /** Whether the portal itself runs the service, and so knows that nothing real comes of it. */
  readonly isOurs: boolean;
  /** Where the messages to people lie, while our own service runs. */
  readonly inboxUrl: string | null;
};

/** null for a connection to a real service. */
export function describeRehearsal(
  row: Pick<ConnectionRow, "id" | "isRehearsal">,
): RehearsalMark | null {
  if (!row.isRehearsal) return null;
  const isOurs = leadsToOwnSandbox(row);
  return { isOurs, inboxUrl: (isOurs && runningSandboxes()?.inboxUrl) || null };
}

/**
 * A connection's settings as they are now, with every secret in them: a sandbox beside the portal
 * listens wherever a port was free when it started.
 */
export const currentSettings = (row: Pick<ConnectionRow, "id" | "settingsEncrypted">): Values => ({
  ...openSettings(row),
  ...findSandbox(row)?.settings,
});
