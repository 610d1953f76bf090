import "server-only";
import type { connections } from "@/db/schema/connections";
import { decryptSecret, encryptSecret } from "@/lib/kernel/encryption";
import type { Values } from "@/lib/provider-kit/contract";

export type ConnectionRow = typeof connections.$inferSelect;

const placeOf = (connectionId: string) => ({
  table: "connections",
  column: "settings_encrypted",
  row: connectionId,
});

export const sealSettings = (connectionId: string, settings: Values): Buffer =>
  encryptSecret(Buffer.from(JSON.stringify(settings)), placeOf(connectionId));

/** With every secret in them: for sessions and use cases, never for a view. */
export const openSettings = ({
  id,
  settingsEncrypted,
}: Pick<ConnectionRow, "id" | "settingsEncrypted">): Values =>
  JSON.parse(decryptSecret(settingsEncrypted, placeOf(id)).toString());
