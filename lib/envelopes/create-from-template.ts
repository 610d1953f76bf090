import "server-only";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { recipients } from "@/db/schema/envelopes";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { requireProvider } from "@/lib/providers/registry";
import { currentVersion, requireTemplate } from "@/lib/templates/queries";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { TemplateSlot } from "@/lib/vocabulary/template";
import { requireOffice } from "./compose-notice";
import { insertDraft, usualDeadline } from "./create-envelope";
import { requireConnection } from "./queries";
import type { CreateFromTemplateInput } from "./schema";

/**
 * Makes a draft from a template's current version, with nobody in its places yet.
 * @throws AppError `not_found`, `conflict` for one that is archived or whose connection is switched off
 */
export const createFromTemplate = (
  actor: AccountActor,
  input: CreateFromTemplateInput,
  now: Date,
): Promise<{ envelopeId: string }> =>
  write(async (tx) => {
    const { envelopeId } = await insertFromTemplate(tx, actor, input, now);
    return { envelopeId };
  });

export async function insertFromTemplate(
  tx: Tx,
  actor: AccountActor,
  { templateId }: CreateFromTemplateInput,
  now: Date,
) {
  const template = await requireTemplate(tx, templateId);
  const connection = await requireConnection(tx, template.connectionId);
  if (template.archivedAt || !connection.isEnabled) throw new AppError("conflict");
  const { options, capabilities } = requireProvider(connection.providerId);
  const version = await currentVersion(tx, template);
  const envelopeId = await insertDraft(tx, {
    ownerId: actor.accountId,
    title: template.name,
    expiresAt: await usualDeadline(tx, now),
    now,
    also: {
      connectionId: connection.id,
      templateVersionId: version.versionId,
      providerOptions: options.parse({}),
      signingOrder: capabilities.order.kinds[0] ?? "sequential",
    },
  });
  await fillPlaces(tx, envelopeId, version.shape.slots, now);
  await recordAudit(tx, {
    action: "envelope.created",
    actor,
    at: now,
    envelopeId,
    details: { template: template.name, version: version.number },
  });
  return { envelopeId, version };
}

/** A person without a name for every place. */
async function fillPlaces(
  tx: Tx,
  envelopeId: string,
  slots: readonly TemplateSlot[],
  now: Date,
): Promise<void> {
  const { language } = await requireOffice(tx);
  for (const [position, { id, role }] of slots.entries())
    await tx.insert(recipients).values({
      id: newId(now.getTime()),
      envelopeId,
      slotId: id,
      position,
      role,
      name: "",
      language,
      identification: "link",
      status: "waiting",
    });
}
