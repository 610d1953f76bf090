import "server-only";
import { eq } from "drizzle-orm";
import { write } from "@/db/client";
import { templates } from "@/db/schema/templates";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AccountActor } from "@/lib/vocabulary/actor";
import { lockTemplate } from "./queries";
import type { TemplateInput } from "./schema";

const setArchived = (
  actor: AccountActor,
  { templateId }: TemplateInput,
  archivedAt: Date | null,
  now: Date,
): Promise<void> =>
  write(async (tx) => {
    const template = await lockTemplate(tx, templateId);
    if ((template.archivedAt !== null) === (archivedAt !== null)) return;
    await tx.update(templates).set({ archivedAt }).where(eq(templates.id, templateId));
    await recordAudit(tx, {
      action: archivedAt ? "template.archived" : "template.restored",
      actor,
      at: now,
      details: { templateId, template: template.name },
    });
  });

/** Hides a template from new envelopes; those that were made from it go on. @throws AppError `not_found` */
export const archiveTemplate = (actor: AccountActor, input: TemplateInput, now: Date) =>
  setArchived(actor, input, now, now);

/** @throws AppError `not_found` */
export const restoreTemplate = (actor: AccountActor, input: TemplateInput, now: Date) =>
  setArchived(actor, input, null, now);
