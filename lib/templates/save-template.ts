import "server-only";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { templates, templateVersions } from "@/db/schema/templates";
import { recordAudit } from "@/lib/audit/record-audit";
import { encryptSecret } from "@/lib/kernel/encryption";
import { AppError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/ids";
import { TemplateSampleError } from "@/lib/provider-kit/errors";
import { foldForSearch } from "@/lib/recipients/fold-for-search";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { TemplateShape } from "@/lib/vocabulary/template";
import { requireTemplateProvider } from "./read-sample";
import type { SaveTemplateInput } from "./schema";

/** What a sample says. @throws AppError `invalid` for one that cannot be read */
export async function shapeOfSample(
  tx: Tx,
  connectionId: string,
  sample: string,
): Promise<TemplateShape> {
  const { parseTemplateSample } = await requireTemplateProvider(tx, connectionId);
  try {
    return parseTemplateSample(sample).shape;
  } catch (error) {
    if (!(error instanceof TemplateSampleError)) throw error;
    throw new AppError("invalid", error.code, { input: "sample", reason: "invalid" });
  }
}

export const searchTextOf = (name: string, externalId: string): string =>
  foldForSearch(`${name} ${externalId}`);

type NewVersion = {
  readonly templateId: string;
  readonly number: number;
  readonly shape: TemplateShape;
  readonly sample: string | null;
};

export async function insertVersion(
  tx: Tx,
  actor: AccountActor,
  { sample, ...version }: NewVersion,
  now: Date,
): Promise<void> {
  const id = newId(now.getTime());
  const place = { table: "template_versions", column: "sample_encrypted", row: id };
  await tx.insert(templateVersions).values({
    id,
    ...version,
    sampleEncrypted: sample === null ? null : encryptSecret(Buffer.from(sample), place),
    createdBy: actor.accountId,
    createdAt: now,
  });
}

/** Saves a provider's template from its sample. @throws AppError `not_found`, `invalid` */
export const saveTemplate = (
  actor: AccountActor,
  { connectionId, name, sample }: SaveTemplateInput,
  now: Date,
): Promise<{ templateId: string }> =>
  write(async (tx) => {
    const shape = await shapeOfSample(tx, connectionId, sample);
    const templateId = newId(now.getTime());
    await tx.insert(templates).values({
      id: templateId,
      ownerId: actor.accountId,
      connectionId,
      externalId: shape.externalId,
      name,
      version: 1,
      searchText: searchTextOf(name, shape.externalId),
      createdAt: now,
      updatedAt: now,
    });
    await insertVersion(tx, actor, { templateId, number: 1, shape, sample }, now);
    await recordAudit(tx, {
      action: "template.created",
      actor,
      at: now,
      details: { templateId, template: name, version: 1 },
    });
    return { templateId };
  });
