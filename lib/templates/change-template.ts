import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { write } from "@/db/client";
import { templates } from "@/db/schema/templates";
import { recordAudit } from "@/lib/audit/record-audit";
import { AppError } from "@/lib/kernel/errors";
import type { AccountActor } from "@/lib/vocabulary/actor";
import type { TemplateShape } from "@/lib/vocabulary/template";
import { mergeShape } from "./compare-shapes";
import type { TemplateRow } from "./queries";
import { currentVersion, lockTemplate } from "./queries";
import { insertVersion, searchTextOf, shapeOfSample } from "./save-template";
import type { EditTemplateInput, RenewTemplateInput } from "./schema";

type Saved = { readonly version: number };

/** @throws AppError `stale` when somebody else has saved since the person looked */
async function lockVersion(tx: Tx, templateId: string, version: number): Promise<TemplateRow> {
  const template = await lockTemplate(tx, templateId);
  if (template.version !== version) throw new AppError("stale");
  return template;
}

type Next = {
  readonly name: string;
  readonly shape: TemplateShape;
  readonly sample: string | null;
};

async function addVersion(
  tx: Tx,
  actor: AccountActor,
  { id: templateId, version }: TemplateRow,
  { name, shape, sample }: Next,
  now: Date,
): Promise<Saved> {
  const number = version + 1;
  await insertVersion(tx, actor, { templateId, number, shape, sample }, now);
  await tx
    .update(templates)
    .set({
      name,
      version: number,
      searchText: searchTextOf(name, shape.externalId),
      updatedAt: now,
    })
    .where(eq(templates.id, templateId));
  await recordAudit(tx, {
    action: "template.changed",
    actor,
    at: now,
    details: { templateId, template: name, version: number },
  });
  return { version: number };
}

/**
 * Keeps what people say of a template, as its next version. Ids and names stay the provider's.
 * @throws AppError `not_found`, `stale`, `invalid` when something is not of this template
 */
export const editTemplate = (
  actor: AccountActor,
  input: EditTemplateInput,
  now: Date,
): Promise<Saved> =>
  write(async (tx) => {
    const template = await lockVersion(tx, input.templateId, input.version);
    const { shape: old } = await currentVersion(tx, template);
    const isWhole =
      input.slots.length === old.slots.length && input.fields.length === old.fields.length;
    if (!isWhole) throw new AppError("invalid", undefined, { input: "fields", reason: "invalid" });
    const shape: TemplateShape = {
      externalId: old.externalId,
      slots: old.slots.map((slot) => {
        const { title, role } = requireSame(input.slots.find(({ id }) => id === slot.id));
        return { ...slot, title, role };
      }),
      fields: old.fields.map((field) => {
        const { label, kind, isRequired } = requireSame(
          input.fields.find(({ group, name }) => group === field.group && name === field.name),
        );
        return { ...field, label, kind, isRequired };
      }),
    };
    return addVersion(tx, actor, template, { name: input.name, shape, sample: null }, now);
  });

function requireSame<Item>(found: Item | undefined): Item {
  if (!found) throw new AppError("invalid", undefined, { input: "fields", reason: "invalid" });
  return found;
}

/**
 * Takes a newer sample of the same template as its next version.
 * @throws AppError `not_found`, `stale`, `invalid` for another template's sample
 */
export const renewTemplate = (
  actor: AccountActor,
  { templateId, version, sample }: RenewTemplateInput,
  now: Date,
): Promise<Saved> =>
  write(async (tx) => {
    const template = await lockVersion(tx, templateId, version);
    const fresh = await shapeOfSample(tx, template.connectionId, sample);
    const { shape: old } = await currentVersion(tx, template);
    if (fresh.externalId !== old.externalId)
      throw new AppError("invalid", undefined, { input: "sample", reason: "invalid" });
    const shape = mergeShape(old, fresh);
    return addVersion(tx, actor, template, { name: template.name, shape, sample }, now);
  });
