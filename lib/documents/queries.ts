import "server-only";
import { eq } from "drizzle-orm";
import { read } from "@/db/client";
import { documents } from "@/db/schema/envelopes";
import { can } from "@/lib/policy/can";
import type { AccountActor } from "@/lib/vocabulary/actor";

export type DocumentRow = typeof documents.$inferSelect;

/** A foreign document and a missing one are the same: `undefined`. */
export async function findDocument(
  actor: AccountActor,
  documentId: string,
): Promise<DocumentRow | undefined> {
  const [document] = await read((db) =>
    db.select().from(documents).where(eq(documents.id, documentId)),
  );
  return document && can(actor, "document.read", document) ? document : undefined;
}
