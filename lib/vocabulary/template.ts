import { z } from "zod";
import { formatNames } from "@/lib/recipients/formats";
import { recipientRoles } from "./envelope";

/** What a template field takes: any text, an amount spelled out, or a text in one of the formats. */
export const templateFieldKinds = ["text", "amount_words", ...formatNames] as const;
export type TemplateFieldKind = (typeof templateFieldKinds)[number];

/** Whose value it is: part of the document's content, or the sender's own. */
export const templateFieldGroups = ["document", "owner"] as const;
export type TemplateFieldGroup = (typeof templateFieldGroups)[number];

const name = z.string().min(1).max(200);

export const templateField = z.strictObject({
  group: z.enum(templateFieldGroups),
  /** The provider's; never changed. Unique within its group. */
  name,
  /** What the form calls it. */
  label: name,
  kind: z.enum(templateFieldKinds),
  /** The type as the provider's sample prints it. */
  rawType: z.string().max(200),
  isRequired: z.boolean(),
  /** Of an amount in words: the name of the field in its group that has the amount in figures. */
  amountOf: name.nullable(),
});
export type TemplateField = z.infer<typeof templateField>;

/** The place of one recipient in a template. */
export const templateSlot = z.strictObject({
  /** The provider's; never changed. */
  id: name,
  title: z.string().max(200),
  /** What the template's author gave them to do there; a sample does not say it. */
  role: z.enum(recipientRoles),
});
export type TemplateSlot = z.infer<typeof templateSlot>;

/** What is known of a provider's template: the fixed ids and what is to be filled in. */
export const templateShape = z.strictObject({
  externalId: name,
  slots: z.array(templateSlot).min(1).max(100),
  fields: z.array(templateField).max(500),
});
export type TemplateShape = z.infer<typeof templateShape>;

/** What was understood only in part. */
export const templateWarnings = ["unknown_type", "value_without_type", "unknown_key"] as const;
export type TemplateWarning = {
  readonly code: (typeof templateWarnings)[number];
  /** Where in the sample, in the provider's words. */
  readonly where: string;
  readonly found: string;
};
