import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { write } from "@/db/client";
import { attempts } from "@/db/schema/delivery";
import { linkTokens } from "@/db/schema/links";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { announceChange } from "./change-status";
import { isPrintable, outside } from "./printable-link";
import type { EnvelopeRow } from "./queries";
import { lockEnvelope, requireEnvelope } from "./queries";
import type { EnvelopeIdInput } from "./schema";

/** The links at which somebody could fetch the document of this envelope now. */
export async function openPrintables(db: Db | Tx, envelope: EnvelopeRow, now: Date) {
  if (!isPrintable(envelope, now)) return [];
  return db
    .select({ id: linkTokens.id, attempt: attempts.number })
    .from(linkTokens)
    .innerJoin(attempts, eq(attempts.id, linkTokens.attemptId))
    .where(
      and(
        eq(attempts.envelopeId, envelope.id),
        inArray(attempts.state, [...outside]),
        eq(linkTokens.kind, "printable"),
        isNull(linkTokens.revokedAt),
      ),
    );
}

/**
 * Ends the link at which a provider and its signers' browsers fetch the document. What they have
 * fetched, they have; who opens the provider's page later cannot read it there any more.
 * @throws AppError `not_found`, `forbidden`, `conflict` when there is no open link
 */
export async function revokePrintable(
  actor: AccountActor,
  { envelopeId }: EnvelopeIdInput,
  now: Date,
): Promise<void> {
  await write(async (tx) => {
    await requireEnvelope(tx, actor, envelopeId, "envelope.reconcile");
    const envelope = await lockEnvelope(tx, envelopeId);
    const open = await openPrintables(tx, envelope, now);
    if (open.length === 0) throw new AppError("conflict");
    for (const { id, attempt } of open) {
      await tx.update(linkTokens).set({ revokedAt: now }).where(eq(linkTokens.id, id));
      await recordAudit(tx, {
        action: "attempt.document_link_revoked",
        actor,
        at: now,
        envelopeId,
        details: { attempt },
      });
    }
    announceChange(envelopeId);
  });
}
