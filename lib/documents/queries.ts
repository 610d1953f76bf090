import "server-only";
import { eq } from "drizzle-orm";
import { read } from "@/db/client";
import { documents, envelopes } from "@/db/schema/envelopes";
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
  if (!document) return undefined;
  if (can(actor, "document.read", document)) return document;
  // It was uploaded for an envelope, and is seen by whoever looks after that one.
  const sent = await read((db) =>
    db
      .selectDistinct({ ownerId: envelopes.ownerId, teamId: envelopes.teamId })
      .from(envelopes)
      .where(eq(envelopes.documentId, documentId)),
  );
  const isTheirs = sent.some((envelope) => can(actor, "document.read", envelope));
  return isTheirs ? document : undefined;
}
