import "server-only";
import type { Tx } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { providers } from "@/lib/providers/registry";
import { sealSettings } from "./seal-settings";

/** The connection to the signer that is part of Muhr: made when it is first needed. @returns its id */
export async function ensureHostedConnection(tx: Tx, now: Date): Promise<string> {
  const provider = providers.find(({ capabilities }) => capabilities.hosted === "here");
  if (!provider) throw new Error("This version of Muhr has no signer of its own");
  const id = `connection-${provider.id}`;
  await tx
    .insert(connections)
    .values({
      id,
      providerId: provider.id,
      name: provider.displayName,
      settingsEncrypted: sealSettings(id, provider.settings.parse({})),
      createdAt: now,
    })
    .onConflictDoNothing();
  return id;
}
