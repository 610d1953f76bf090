import "server-only";
import { read } from "@/db/client";
import { requirePermission } from "@/lib/accounts/require-session";
import { AppError } from "@/lib/kernel/errors";
import type { Values } from "@/lib/provider-kit/contract";
import { describeInputs } from "@/lib/provider-kit/describe-inputs";
import { requireProvider } from "@/lib/providers/registry";
import { currentVersion, requireTemplate } from "@/lib/templates/queries";
import type { Capabilities } from "@/lib/vocabulary/capabilities";
import type { TemplateShape } from "@/lib/vocabulary/template";
import { usualDeadline } from "./create-envelope";
import type { DraftView } from "./load-draft";
import { requireConnection } from "./queries";

export type ManyView = {
  readonly templateId: string;
  readonly name: string;
  readonly version: number;
  readonly shape: TemplateShape;
  readonly identity: Capabilities["identity"];
  readonly provider: Pick<DraftView["provider"], "id" | "name" | "optionShapes" | "options">;
  readonly expiresAt: Date;
};

/** A template to be sent to many people. @throws AppError `not_found`, `conflict` while it is not in use */
export async function loadMany(templateId: string): Promise<ManyView> {
  await requirePermission("envelope.create");
  return read(async (db) => {
    const template = await requireTemplate(db, templateId);
    const connection = await requireConnection(db, template.connectionId);
    if (template.archivedAt || !connection.isEnabled) throw new AppError("conflict");
    const { id, displayName, capabilities, options } = requireProvider(connection.providerId);
    const { number, shape } = await currentVersion(db, template);
    return {
      templateId,
      name: template.name,
      version: number,
      shape,
      identity: capabilities.identity,
      provider: {
        id,
        name: displayName,
        optionShapes: describeInputs(options).filter(
          ({ isOnlyForDocuments }) => !isOnlyForDocuments,
        ),
        options: options.parse({}) as Values,
      },
      expiresAt: await usualDeadline(db, new Date()),
    };
  });
}
