import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { read, write } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { attempts } from "@/db/schema/delivery";
import { envelopes } from "@/db/schema/envelopes";
import { linkTokens } from "@/db/schema/links";
import { recordAudit } from "@/lib/audit/record-audit";
import { tokenHash } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";
import type { AttemptState } from "@/lib/vocabulary/delivery";
import type { EnvelopeFile } from "./download-file";
import { fileNameOf } from "./download-file";
import type { EnvelopeRow } from "./queries";

export type PrintableFetch = {
  readonly token: string;
  readonly method: "GET" | "HEAD";
  /** As it was asked for; null for the whole file. */
  readonly range: string | null;
  /** Network address that it came from. */
  readonly address: string | null;
};

/** Its provider may know of it: what a person thought absent may turn up, or a repeat bring it back. */
export const outside: readonly AttemptState[] = [
  "sending",
  "unknown",
  "accepted",
  "absent_confirmed",
];
/** A signer who was in the middle of it when the time ran out can still read what it was. */
const graceMilliseconds = 24 * 60 * 60_000;

/** Whether an envelope as it stands lets its document be fetched. */
export const isPrintable = ({ status, expiresAt }: EnvelopeRow, now: Date): boolean => {
  const isLate = expiresAt !== null && now.getTime() > expiresAt.getTime() + graceMilliseconds;
  return (
    !isLate && ["sending", "needs_check", "in_progress", "completing", "expired"].includes(status)
  );
};

/**
 * Exactly the bytes that were sent with an attempt, for its provider and for the browsers of those
 * who sign there: who has the link may read, until the envelope ends or somebody revokes it. Every
 * fetch is audited.
 * @throws AppError `not_found`, for a link that has ended as for one that never was
 */
export async function fetchPrintable(
  { token, method, range, address }: PrintableFetch,
  now: Date,
): Promise<EnvelopeFile> {
  const [found] = await read((db) =>
    db
      .select({ envelope: envelopes, attempt: attempts, providerId: connections.providerId })
      .from(linkTokens)
      .innerJoin(attempts, eq(attempts.id, linkTokens.attemptId))
      .innerJoin(envelopes, eq(envelopes.id, attempts.envelopeId))
      .innerJoin(connections, eq(connections.id, envelopes.connectionId))
      .where(
        and(
          eq(linkTokens.hash, tokenHash(token)),
          eq(linkTokens.kind, "printable"),
          isNull(linkTokens.revokedAt),
        ),
      )
      .limit(1),
  );
  if (!found) throw new AppError("not_found");
  const { envelope, attempt, providerId } = found;
  const sha256 = envelope.documentSha256;
  if (sha256 === null || !outside.includes(attempt.state) || !isPrintable(envelope, now))
    throw new AppError("not_found");
  await write((tx) =>
    recordAudit(tx, {
      action: "attempt.document_fetched",
      actor: { kind: "provider", providerId, address },
      at: now,
      envelopeId: envelope.id,
      // What a stranger writes into a header is not kept in full.
      details: { attempt: attempt.number, method, range: range?.slice(0, 60) ?? null },
    }),
  );
  return { sha256, fileName: fileNameOf(envelope, ".pdf") };
}
