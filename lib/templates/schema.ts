import { z } from "zod";
import { templateField, templateSlot } from "@/lib/vocabulary/template";

export const limits = {
  name: 120,
  /** Characters of a pasted sample. */
  sample: 200_000,
} as const;

// Every message is a key of `inputErrors` in the message files.
const id = z.string("invalid").min(1, "invalid").max(64, "invalid");
const line = (longest: number) =>
  z
    .string("required")
    .trim()
    .min(1, "required")
    .max(longest, "too_long")
    .regex(/^\P{Cc}*$/u, "invalid");
const sample = z.string("required").max(limits.sample, "too_long");

/** A text that somebody is about to save: read, and told what was understood of it. */
export const readSampleInput = z.strictObject({
  connectionId: id,
  /** The template that it would renew; null for a new one. */
  templateId: id.nullable(),
  sample,
});
export type ReadSampleInput = z.infer<typeof readSampleInput>;

export const saveTemplateInput = z.strictObject({
  connectionId: id,
  name: line(limits.name),
  sample,
});
export type SaveTemplateInput = z.infer<typeof saveTemplateInput>;

/** The version that the person saw; another one means that somebody else saved in between. */
const version = z.number().int().positive();

export const renewTemplateInput = z.strictObject({ templateId: id, version, sample });
export type RenewTemplateInput = z.infer<typeof renewTemplateInput>;

/** What people may say of a template; ids and names are the provider's. */
export const editTemplateInput = z.strictObject({
  templateId: id,
  version,
  name: line(limits.name),
  slots: z.array(templateSlot).min(1).max(100),
  fields: z
    .array(
      templateField
        .pick({ group: true, name: true, kind: true, isRequired: true })
        .extend({ label: line(200) }),
    )
    .max(500),
});
export type EditTemplateInput = z.infer<typeof editTemplateInput>;

export const templateInput = z.strictObject({ templateId: id });
export type TemplateInput = z.infer<typeof templateInput>;

export const templateListFilter = z.object({
  q: z.string().max(200).optional().catch(undefined),
  archived: z.literal("yes").optional().catch(undefined),
});
export type TemplateListFilter = z.infer<typeof templateListFilter>;
