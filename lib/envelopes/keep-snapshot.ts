import "server-only";
import type { providerDocuments } from "@/db/schema/delivery";
import { decryptSecret, encryptSecret } from "@/lib/kernel/encryption";
import type { Known } from "./join-snapshot";

export type ProviderDocumentRow = typeof providerDocuments.$inferSelect;

const placeOf = (id: string) => ({
  table: "provider_documents",
  column: "snapshot_encrypted",
  row: id,
});

/** Encrypted, because it holds what people filled in at the provider. */
export const sealKnown = (documentId: string, known: Known): Buffer =>
  encryptSecret(Buffer.from(JSON.stringify(known)), placeOf(documentId));

const timeKeys = new Set(["sent", "seen", "filled", "acted"]);

/** What was known of a document after it was last read; null before the first time. */
export function openKnown({ id, snapshotEncrypted }: ProviderDocumentRow): Known | null {
  if (!snapshotEncrypted) return null;
  const text = decryptSecret(snapshotEncrypted, placeOf(id)).toString();
  return JSON.parse(text, (key, value) =>
    timeKeys.has(key) && typeof value === "string" ? new Date(value) : value,
  );
}
