import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { providerDocuments } from "@/db/schema/delivery";
import { decryptSecret, encryptSecret } from "@/lib/kernel/encryption";
import type { Values } from "@/lib/provider-kit/contract";
import type { ProviderDocumentRow } from "./keep-snapshot";

const placeOf = (row: string) => ({ table: "provider_documents", column: "reference", row });

export const sealedReference = z.strictObject({ sealed: z.base64() });
export type SealedReference = z.infer<typeof sealedReference>;

/**
 * Encrypted, because with what it holds a document can be read, and signed by whoever has it.
 * @param row it opens only for this row
 */
export const sealReference = (row: string, reference: Values): SealedReference => ({
  sealed: encryptSecret(Buffer.from(JSON.stringify(reference)), placeOf(row)).toString("base64"),
});

/** Puts what knows more in the place of what a document was read with until now. */
export const replaceReference = (tx: Tx, documentId: string, reference: Values) =>
  tx
    .update(providerDocuments)
    .set({ reference: sealReference(documentId, reference) })
    .where(eq(providerDocuments.id, documentId));

/** What the provider needs to find its document again; older rows hold it in clear. */
export function openReference({
  id,
  reference,
}: Pick<ProviderDocumentRow, "id" | "reference">): Values {
  const kept = sealedReference.safeParse(reference);
  if (!kept.success) return z.record(z.string(), z.unknown()).parse(reference);
  return unsealReference(id, kept.data);
}

export const unsealReference = (row: string, { sealed }: SealedReference): Values =>
  JSON.parse(decryptSecret(Buffer.from(sealed, "base64"), placeOf(row)).toString());
