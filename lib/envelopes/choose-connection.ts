import "server-only";
import { write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { requireProvider } from "@/lib/providers/registry";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { leaveVersion } from "./draft-versions";
import { requireConnection, requireEnvelope } from "./queries";
import { claimRevision } from "./save-draft";
import type { ChooseConnectionInput } from "./schema";

/**
 * Chooses which way a draft goes out. People and boxes stay as they are; what the new provider
 * cannot express is listed by the review, and its own options begin anew.
 * @throws AppError `not_found`, `conflict` once it was sent, for a template, or when the connection is switched off, `stale`
 */
export const chooseConnection = (
  actor: AccountActor,
  { envelopeId, rev, connectionId }: ChooseConnectionInput,
  now: Date,
): Promise<{ rev: number }> =>
  write(async (tx) => {
    const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.edit");
    // A template is at home at one provider.
    if (envelope.templateVersionId !== null) throw new AppError("conflict");
    const connection = await requireConnection(tx, connectionId);
    if (!connection.isEnabled) throw new AppError("conflict");
    const { options, capabilities } = requireProvider(connection.providerId);
    const { kinds } = capabilities.order;
    const isKnown = kinds.includes(envelope.signingOrder);
    const next = await claimRevision(tx, envelope, rev, {
      connectionId,
      providerOptions: options.parse({}),
      ...(!isKnown && kinds[0] && { signingOrder: kinds[0] }),
      draftVersion: rev + 1,
      updatedAt: now,
    });
    await leaveVersion(tx, envelope, now);
    await recordAudit(tx, {
      action: "envelope.changed",
      actor,
      at: now,
      envelopeId,
      details: { rev: next, connection: connection.name },
    });
    return { rev: next };
  });
