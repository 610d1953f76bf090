import "server-only";
import { and, desc, eq, isNotNull, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { AppError } from "@/lib/kernel/errors";
import type { ProviderDocumentRow } from "./keep-snapshot";
import type { EnvelopeRow } from "./queries";

export type AttemptRow = typeof attempts.$inferSelect;

/** The attempt of which nobody knows what became. */
export async function findUnknownAttempt(
  db: Db,
  envelopeId: string,
): Promise<AttemptRow | undefined> {
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(and(eq(attempts.envelopeId, envelopeId), eq(attempts.state, "unknown")));
  return attempt;
}

/** @throws AppError `conflict` when there is none */
export async function requireUnknownAttempt(db: Db, envelope: EnvelopeRow): Promise<AttemptRow> {
  const attempt = await findUnknownAttempt(db, envelope.id);
  if (envelope.status !== "needs_check" || !attempt) throw new AppError("conflict");
  return attempt;
}

/** Another attempt of this envelope that has made a document too. */
export async function findOtherDocument(
  tx: Tx,
  envelopeId: string,
  attemptId: string,
): Promise<AttemptRow | undefined> {
  const [other] = await tx
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.envelopeId, envelopeId),
        ne(attempts.id, attemptId),
        isNotNull(attempts.externalId),
      ),
    )
    .limit(1);
  return other;
}

/** The document that this envelope is now. */
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
