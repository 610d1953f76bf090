import type { TemplateField, TemplateShape, TemplateSlot } from "@/lib/vocabulary/template";

/** What a newer sample changes, by what people call the things. */
export type ShapeChange = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
};

const keyOf = ({ group, name }: TemplateField): string => `${group}/${name}`;
const titleOf = ({ title, id }: TemplateSlot): string => title || id;

/**
 * The shape of a newer sample with what people had said of the older one: titles, roles and labels
 * stay, and so does a type that they gave while the sample still prints the same one.
 */
export function mergeShape(old: TemplateShape, fresh: TemplateShape): TemplateShape {
  return {
    externalId: fresh.externalId,
    slots: fresh.slots.map((slot) => {
      const known = old.slots.find(({ id }) => id === slot.id);
      return known ? { ...slot, title: known.title, role: known.role } : slot;
    }),
    fields: fresh.fields.map((field) => {
      const known = old.fields.find((one) => keyOf(one) === keyOf(field));
      if (!known) return field;
      const isSameType = known.rawType === field.rawType;
      return { ...field, label: known.label, ...(isSameType && { kind: known.kind }) };
    }),
  };
}

export function compareShapes(old: TemplateShape, fresh: TemplateShape): ShapeChange {
  const before = new Map(old.fields.map((field) => [keyOf(field), field]));
  const after = new Map(fresh.fields.map((field) => [keyOf(field), field]));
  const slotsBefore = new Map(old.slots.map((slot) => [slot.id, slot]));
  const slotsAfter = new Map(fresh.slots.map((slot) => [slot.id, slot]));
  const isOther = (field: TemplateField): boolean => {
    const known = before.get(keyOf(field));
    return (
      known !== undefined &&
      (known.kind !== field.kind ||
        known.isRequired !== field.isRequired ||
        known.rawType !== field.rawType)
    );
  };
  return {
    added: [
      ...fresh.slots.filter(({ id }) => !slotsBefore.has(id)).map(titleOf),
      ...fresh.fields.filter((field) => !before.has(keyOf(field))).map(({ label }) => label),
    ],
    removed: [
      ...old.slots.filter(({ id }) => !slotsAfter.has(id)).map(titleOf),
      ...old.fields.filter((field) => !after.has(keyOf(field))).map(({ label }) => label),
    ],
    changed: fresh.fields.filter(isOther).map(({ label }) => label),
  };
}
