import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { providerDocuments } from "@/db/schema/delivery";
import { decryptSecret, encryptSecret } from "@/lib/kernel/encryption";
import type { Values } from "@/lib/provider-kit/contract";
import type { ProviderDocumentRow } from "./keep-snapshot";

const placeOf = (row: string) => ({ table: "provider_documents", column: "reference", row });

const sealed = z.strictObject({ sealed: z.base64() });

/** Encrypted, because with what it holds a document can be read, and signed by whoever has it. */
export const sealReference = (documentId: string, reference: Values): z.infer<typeof sealed> => ({
  sealed: encryptSecret(Buffer.from(JSON.stringify(reference)), placeOf(documentId)).toString(
    "base64",
  ),
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
  const kept = sealed.safeParse(reference);
  if (!kept.success) return z.record(z.string(), z.unknown()).parse(reference);
  return JSON.parse(decryptSecret(Buffer.from(kept.data.sealed, "base64"), placeOf(id)).toString());
}
