import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import type { ProviderDocumentRow } from "./keep-snapshot";

/** What the provider has of an envelope: the child of its newest attempt that was accepted. */
export async function findCurrentDocument(
  db: Db,
  envelopeId: string,
): Promise<ProviderDocumentRow | undefined> {
  const [found] = await db
    .select({ document: providerDocuments })
    .from(providerDocuments)
    .innerJoin(attempts, eq(attempts.id, providerDocuments.attemptId))
    .where(and(eq(providerDocuments.envelopeId, envelopeId), eq(attempts.state, "accepted")))
    .orderBy(desc(attempts.number))
    .limit(1);
  return found?.document;
}
