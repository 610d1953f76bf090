import type { FilledTemplate } from "@/lib/provider-kit/contract";
import { checkTemplateValue } from "@/lib/recipients/template-values";
import type { TemplateField, TemplateShape } from "@/lib/vocabulary/template";
import type { TemplateValue } from "./schema";

export const typedOf = (
  values: readonly TemplateValue[],
  { group, name }: Pick<TemplateField, "group" | "name">,
): string => values.find((one) => one.group === group && one.name === name)?.value ?? "";

/**
 * What is sent of what was typed: normalised, without what was left empty and what the template
 * does not ask. A value that cannot be taken stays as it was typed: the review names it.
 */
export const fillTemplate = (
  shape: TemplateShape,
  typed: readonly TemplateValue[],
): FilledTemplate => ({
  shape,
  values: shape.fields.flatMap((field) => {
    const text = typedOf(typed, field);
    const verdict = checkTemplateValue(field, text);
    const value = verdict.ok ? verdict.value : text.trim();
    return value === "" ? [] : [{ group: field.group, name: field.name, value }];
  }),
});
