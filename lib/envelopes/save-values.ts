import "server-only";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { requireVersion } from "@/lib/templates/queries";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { requireEnvelope } from "./queries";
import { claimRevision } from "./save-draft";
import type { SaveValuesInput } from "./schema";
import { sealValues } from "./seal-values";

/**
 * Keeps what was typed into a template's fields, right or not: the review names what is wrong.
 * @throws AppError `not_found`, `conflict`, `stale`, `invalid` for a field that the template has not
 */
export const saveValues = (
  actor: AccountActor,
  input: SaveValuesInput,
  now: Date,
): Promise<{ rev: number }> => write((tx) => keepValues(tx, actor, input, now));

/** As `saveValues`, inside a transaction of the caller's. */
export async function keepValues(
  tx: Tx,
  actor: AccountActor,
  { envelopeId, rev, values }: SaveValuesInput,
  now: Date,
): Promise<{ rev: number }> {
  const envelope = await requireEnvelope(tx, actor, envelopeId, "envelope.edit");
  if (envelope.templateVersionId === null) throw new AppError("conflict");
  const { shape } = await requireVersion(tx, envelope.templateVersionId);
  const isKnown = values.every(({ group, name }) =>
    shape.fields.some((field) => field.group === group && field.name === name),
  );
  if (!isKnown) throw new AppError("invalid", undefined, { input: "values" });
  const next = await claimRevision(tx, envelope, rev, {
    templateValuesEncrypted: sealValues(
      envelopeId,
      values.filter(({ value }) => value.trim() !== ""),
    ),
    updatedAt: now,
  });
  await recordAudit(tx, {
    action: "envelope.changed",
    actor,
    at: now,
    envelopeId,
    details: { rev: next },
  });
  return { rev: next };
}
