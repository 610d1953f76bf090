import "server-only";
import { and, desc, eq, inArray, isNotNull, lt, ne } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { attempts, providerDocuments } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
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

/** Attempts of a connection whose create is on its way or was never answered; the newest first. */
export const openAttemptsOf = async (db: Db, connectionId: string): Promise<AttemptRow[]> => {
  const rows = await db
    .select({ attempt: attempts })
    .from(envelopes)
    .innerJoin(attempts, eq(attempts.envelopeId, envelopes.id))
    .where(
      and(
        eq(envelopes.connectionId, connectionId),
        inArray(envelopes.status, ["sending", "needs_check"]),
        inArray(attempts.state, ["prepared", "sending", "unknown"]),
      ),
    )
    .orderBy(desc(attempts.startedAt))
    .limit(mostOpenAttempts);
  return rows.map(({ attempt }) => attempt);
};

/** So many creates of one connection stay without an answer only while everything is down. */
const mostOpenAttempts = 20;

/**
 * As `requireUnknownAttempt`, while nobody repeats it: what is sent anew must not cross a search.
 * @throws AppError `conflict`
 */
export async function requireIdleAttempt(
  db: Db,
  envelope: EnvelopeRow,
  now: Date,
): Promise<AttemptRow> {
  const attempt = await requireUnknownAttempt(db, envelope);
  if (attempt.claimedUntil && attempt.claimedUntil > now) throw new AppError("conflict");
  return attempt;
}

/**
 * Whether the attempt of this number is forced: a person gave up the one before it because another
 * document stands under our number. Attempts of which nothing left decide nothing.
 */
export async function isForcedAttempt(
  db: Db,
  envelopeId: string,
  number: number,
): Promise<boolean> {
  const [before] = await db
    .select({ state: attempts.state })
    .from(attempts)
    .where(
      and(
        eq(attempts.envelopeId, envelopeId),
        lt(attempts.number, number),
        ne(attempts.state, "not_sent"),
      ),
    )
    .orderBy(desc(attempts.number))
    .limit(1);
  return before?.state === "superseded";
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

/** What a connection's provider knows under this number of its own. */
export async function findDocument(
  db: Db,
  connectionId: string,
  externalId: string,
): Promise<ProviderDocumentRow | undefined> {
  const [found] = await db
    .select()
    .from(providerDocuments)
    .where(
      and(
        eq(providerDocuments.connectionId, connectionId),
        eq(providerDocuments.externalId, externalId),
      ),
    );
  return found;
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
