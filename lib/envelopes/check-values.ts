import type { Problem } from "@/lib/placements/check-rules";
import type { FilledTemplate, SendRecipient } from "@/lib/provider-kit/contract";
import { checkTemplateValue } from "@/lib/recipients/template-values";
import { typedOf } from "./fill-template";

/** Everything in a filled template that its provider would refuse. */
export function checkValues(
  { shape, values }: FilledTemplate,
  people: readonly SendRecipient[],
): Problem[] {
  const problems: Problem[] = [];
  for (const { id, title } of shape.slots)
    if (!people.some(({ slotId }) => slotId === id))
      problems.push({ code: "slot_empty", values: { name: title || id } });
  for (const field of shape.fields) {
    const verdict = checkTemplateValue(field, typedOf(values, field));
    if (verdict.ok) continue;
    const { group, name, label } = field;
    const isMissing = verdict.problem === "empty";
    problems.push({
      code: isMissing ? "value_missing" : "value_wrong",
      field: { group, name },
      values: { ...verdict.values, label },
      why: verdict.problem,
    });
  }
  return problems;
}
